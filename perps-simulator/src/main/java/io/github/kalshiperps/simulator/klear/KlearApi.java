package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.KlearModels;
import io.github.kalshiperps.klear.model.UpdateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.http.ApiHandler;
import io.github.kalshiperps.simulator.http.Call;
import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.OperationHandler;
import io.github.kalshiperps.simulator.http.RateLimits;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.simulator.http.TrafficListener;
import io.github.kalshiperps.simulator.http.UsageTier;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Klear API over a simulated ledger. Stateless. */
public final class KlearApi {
    /** Where its paths begin. */
    public static final String BASE_PATH = "/klear-api/v1";

    private static final int ROWS_BY_DEFAULT = 1_000;
    private static final int OBLIGATIONS_BY_DEFAULT = 20;
    private static final int BALANCE_ENTRIES_BY_DEFAULT = 100;

    private KlearApi() {}

    /**
     * Serves the API, and the files that its list of reports links to.
     *
     * @param server what serves it; not started yet
     * @param ledger the books
     * @param tokens who may do something
     * @param faults the faults that are asked for; the files of reports have none
     * @param clock what answers are dated by
     * @param listener hears of everything but the files of reports
     */
    public static void mount(
            SimulatorServer server,
            KlearLedger ledger,
            BearerTokens tokens,
            Faults faults,
            Clock clock,
            TrafficListener listener) {
        Map<String, OperationHandler> handlers = handlers(new LedgerOperations(ledger), () -> server.url("http", ""));
        handlers.replaceAll((operation, handler) -> withWholeBody(handler));
        server.mount(
                BASE_PATH,
                new ApiHandler(
                        BASE_PATH,
                        KlearOperations.ALL,
                        handlers,
                        JsonMapper.of(KlearModels.factory()),
                        tokens,
                        // Nothing is known of budgets at the clearing house.
                        new RateLimits(false, UsageTier.BASIC, clock),
                        faults,
                        clock,
                        listener));
        server.mount(ReportLinks.PATH.substring(0, ReportLinks.PATH.length() - 1), new ReportFiles(ledger));
    }

    private static Map<String, OperationHandler> handlers(LedgerOperations ledger, Supplier<String> base) {
        Map<String, OperationHandler> handlers = new HashMap<>();
        handlers.put("GetActiveMarginObligations", call -> ledger.activeObligations());
        handlers.put(
                "GetObligationHistory",
                call -> ledger.obligationHistory(cursor(call), limit(call, OBLIGATIONS_BY_DEFAULT)));
        handlers.put(
                "GetObligationSettlementDetails",
                call -> ledger.settlementDetails(
                        call.path("obligation_id"), cursor(call), limit(call, ROWS_BY_DEFAULT)));
        handlers.put(
                "GetObligationFundingPayments",
                call -> ledger.obligationFundingPayments(
                        call.path("obligation_id"), cursor(call), limit(call, ROWS_BY_DEFAULT)));
        handlers.put(
                "GetObligationMaintenanceMarginDetails",
                call -> ledger.maintenanceMarginDetails(
                        call.path("obligation_id"), cursor(call), limit(call, ROWS_BY_DEFAULT)));

        handlers.put("GetSettlementBalance", call -> ledger.settlementBalance());
        handlers.put(
                "GetSettlementBalanceHistory",
                call -> ledger.settlementBalanceHistory(cursor(call), limit(call, BALANCE_ENTRIES_BY_DEFAULT)));
        handlers.put(
                "WithdrawSettlementBalance",
                call -> ledger.withdraw(call.body(WithdrawSettlementBalanceRequest.class)));
        handlers.put("GetSettlementBalanceWithdrawal", call -> ledger.withdrawal(text(call, "id")));
        handlers.put("GetGuarantyFundBalance", call -> ledger.guarantyFundBalance());
        handlers.put(
                "GetSettlementPrices",
                call -> ledger.settlementPrices(assetClass(call), time(call, "settlement_time")));
        handlers.put("GetSettlementEstimateByAssetClass", call -> ledger.settlementEstimate());

        handlers.put("GetFundingEstimateByAssetClass", call -> ledger.fundingEstimate());
        handlers.put("GetMarginFundingSchedule", call -> ledger.fundingSchedule(assetClass(call)));
        handlers.put(
                "GetMemberFundingPayments",
                call -> ledger.fundingPayments(
                        time(call, "funding_time"),
                        call.query().text("market_ticker"),
                        cursor(call),
                        limit(call, ROWS_BY_DEFAULT)));

        handlers.put(
                "EstimatePortfolioMaintenanceMargin",
                call -> ledger.estimateMaintenanceMargin(call.body(EstimatePortfolioMaintenanceMarginRequest.class)));
        handlers.put(
                "GetMaintenanceMarginMetadata",
                call -> ledger.maintenanceMarginMetadata(
                        assetClass(call), call.query().date("date")));

        handlers.put(
                "GetMarginReports",
                call -> ledger.reports(
                        call.query().date("start_date"), call.query().date("end_date"), base.get()));
        handlers.put(
                "GetLargeTraderPositions",
                call -> ledger.largeTraderPositions(call.query().dateIfSent("report_date")));

        handlers.put("GetMarginSubtraderGroups", call -> ledger.subtraderGroups());
        handlers.put(
                "CreateMarginSubtraderGroup",
                call -> ledger.createSubtraderGroup(call.body(CreateMarginSubtraderGroupRequest.class)));
        handlers.put(
                "UpdateMarginSubtraderGroup",
                call -> ledger.updateSubtraderGroup(
                        id(call, "group_id"), call.body(UpdateMarginSubtraderGroupRequest.class)));
        handlers.put("DeleteMarginSubtraderGroup", call -> ledger.deleteSubtraderGroup(id(call, "group_id")));

        handlers.put("ListMarginFcmApiKeys", call -> ledger.apiKeys(call.query().text("fcm_subtrader_id")));
        handlers.put(
                "CreateMarginFcmApiKey", call -> ledger.createApiKey(call.body(CreateMarginFcmApiKeyRequest.class)));
        handlers.put(
                "GenerateMarginFcmApiKey",
                call -> ledger.generateApiKey(call.body(GenerateMarginFcmApiKeyRequest.class)));
        handlers.put("DeleteMarginFcmApiKey", call -> ledger.deleteApiKey(id(call, "api_key_id")));
        return handlers;
    }

    /** A member can be missing deep in a body, where nobody has looked before the operation does. */
    private static OperationHandler withWholeBody(OperationHandler handler) {
        return call -> {
            try {
                return handler.handle(call);
            } catch (MissingMemberException e) {
                throw new Refusal(400, "invalid_request", "a member of the body is missing", e.getMessage());
            }
        };
    }

    private static @Nullable String cursor(Call call) {
        return call.query().text("cursor");
    }

    /** The contract bounds it from above only, and the router checks that. */
    private static int limit(Call call, int byDefault) {
        long limit = call.query().integer("limit", byDefault);
        if (limit < 1) {
            throw new Refusal(400, "invalid_parameter", "limit is not more than zero", Long.toString(limit));
        }
        return Math.toIntExact(limit);
    }

    private static String text(Call call, String parameter) {
        return Objects.requireNonNull(call.query().text(parameter), parameter);
    }

    private static Instant time(Call call, String parameter) {
        return Objects.requireNonNull(call.query().time(parameter), parameter);
    }

    private static AssetClass assetClass(Call call) {
        return Objects.requireNonNull(call.query().choice("asset_class", AssetClass.class), "asset_class");
    }

    private static UUID id(Call call, String argument) {
        String text = call.path(argument);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) { // the JDK reads shorter ones as well
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw notAnId(argument);
        }
        throw notAnId(argument);
    }

    private static Refusal notAnId(String argument) {
        return new Refusal(400, "invalid_parameter", argument + " is no UUID", null);
    }
}
