package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.rest.model.GetExitTriggersResponse;
import io.github.kalshiperps.rest.model.SetCrossExitTriggerRequest;
import io.github.kalshiperps.rest.model.SetIsolatedExitTriggerRequest;
import io.github.kalshiperps.rest.model.UpdateExitTriggerRequest;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.ExitTriggerKind;
import io.github.kalshiperps.simulator.engine.ExitTriggerRequest;
import io.github.kalshiperps.simulator.engine.MarginMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exit triggers of isolated and of cross-margined positions. Safe for use by several threads. */
final class ExitTriggerOperations {
    private final Exchange exchange;

    ExitTriggerOperations(Exchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, OperationHandler> handlers) {
        handlers.put("GetIsolatedMarginExitTriggers", call -> list(call, MarginMode.ISOLATED));
        handlers.put("SetIsolatedMarginExitTrigger", this::setIsolated);
        handlers.put("DeleteIsolatedMarginExitTrigger", call -> delete(call, MarginMode.ISOLATED));
        handlers.put("GetCrossMarginExitTriggers", call -> list(call, MarginMode.CROSS));
        handlers.put("SetCrossMarginExitTrigger", this::setCross);
        handlers.put("DeleteCrossMarginExitTrigger", call -> delete(call, MarginMode.CROSS));
        handlers.put("UpdateCrossMarginExitTrigger", this::updateCross);
        handlers.put("DeleteCrossMarginExitTriggerById", this::deleteCrossById);
    }

    private Object list(Call call, MarginMode mode) {
        return GetExitTriggersResponse.builder()
                .exitTriggers(
                        exchange
                                .exitTriggers(
                                        call.caller().userId(), subaccount(call), mode, call.path("ticker"), kind(call))
                                .stream()
                                .map(Models::exitTrigger)
                                .toList())
                .build();
    }

    private Object setIsolated(Call call) {
        SetIsolatedExitTriggerRequest body = call.body(SetIsolatedExitTriggerRequest.class);
        return set(
                call,
                MarginMode.ISOLATED,
                new ExitTriggerRequest(
                        kind(body.kind()),
                        body.stopLossPrice(),
                        body.takeProfitPrice(),
                        body.trailAmount(),
                        bps(body.trailBps()),
                        null,
                        null,
                        null));
    }

    private Object setCross(Call call) {
        SetCrossExitTriggerRequest body = call.body(SetCrossExitTriggerRequest.class);
        return set(
                call,
                MarginMode.CROSS,
                new ExitTriggerRequest(
                        kind(body.kind()),
                        body.stopLossPrice(),
                        body.takeProfitPrice(),
                        body.trailAmount(),
                        bps(body.trailBps()),
                        body.count(),
                        body.anchorOrderId(),
                        body.clientTriggerId()));
    }

    private Object set(Call call, MarginMode mode, ExitTriggerRequest request) {
        return Models.exitTrigger(
                exchange.setExitTrigger(call.caller().userId(), subaccount(call), mode, call.path("ticker"), request));
    }

    private Object delete(Call call, MarginMode mode) {
        exchange.deleteExitTriggers(call.caller().userId(), subaccount(call), mode, call.path("ticker"), kind(call));
        return NoContent.INSTANCE;
    }

    private Object updateCross(Call call) {
        UpdateExitTriggerRequest body = call.body(UpdateExitTriggerRequest.class);
        return Models.exitTrigger(exchange.updateExitTrigger(
                call.caller().userId(),
                subaccount(call),
                call.path("ticker"),
                call.path("trigger_id"),
                body.stopLossPrice(),
                body.takeProfitPrice()));
    }

    private Object deleteCrossById(Call call) {
        exchange.deleteExitTrigger(
                call.caller().userId(), subaccount(call), call.path("ticker"), call.path("trigger_id"));
        return NoContent.INSTANCE;
    }

    private static int subaccount(Call call) {
        return Access.one(call.caller(), call.query().integer("subaccount"));
    }

    private static @Nullable ExitTriggerKind kind(Call call) {
        var kind = call.query().choice("kind", io.github.kalshiperps.rest.model.ExitTriggerKind.class);
        return kind == null ? null : ExitTriggerKind.of(kind.value());
    }

    private static ExitTriggerKind kind(io.github.kalshiperps.rest.model.@Nullable ExitTriggerKind sent) {
        ExitTriggerKind kind = sent == null ? null : ExitTriggerKind.of(sent.value());
        return kind == null ? ExitTriggerKind.BRACKET : kind;
    }

    private static @Nullable Integer bps(@Nullable Long bps) {
        return bps == null ? null : Math.toIntExact(bps);
    }
}
