package io.github.kalshiperps.compatibility;

import static io.github.kalshiperps.compatibility.ContractEdit.addParameter;
import static io.github.kalshiperps.compatibility.ContractEdit.addValue;
import static io.github.kalshiperps.compatibility.ContractEdit.behaviour;
import static io.github.kalshiperps.compatibility.ContractEdit.member;
import static io.github.kalshiperps.compatibility.ContractEdit.operation;
import static io.github.kalshiperps.compatibility.ContractEdit.parameter;
import static io.github.kalshiperps.compatibility.ContractEdit.paths;
import static io.github.kalshiperps.compatibility.ContractEdit.putMember;
import static io.github.kalshiperps.compatibility.ContractEdit.putResult;
import static io.github.kalshiperps.compatibility.ContractEdit.quiet;
import static io.github.kalshiperps.compatibility.ContractEdit.redirect;
import static io.github.kalshiperps.compatibility.ContractEdit.release;
import static io.github.kalshiperps.compatibility.ContractEdit.remove;
import static io.github.kalshiperps.compatibility.ContractEdit.removeMember;
import static io.github.kalshiperps.compatibility.ContractEdit.removeParameter;
import static io.github.kalshiperps.compatibility.ContractEdit.require;
import static io.github.kalshiperps.compatibility.ContractEdit.schema;
import static io.github.kalshiperps.compatibility.ContractEdit.schemas;
import static io.github.kalshiperps.compatibility.ContractEdit.signature;
import static io.github.kalshiperps.compatibility.ContractEdit.source;
import static io.github.kalshiperps.compatibility.ContractEdit.stops;
import static io.github.kalshiperps.compatibility.ContractEdit.unseen;
import static io.github.kalshiperps.spectools.contract.Api.KLEAR;
import static io.github.kalshiperps.spectools.contract.Api.REST;
import static io.github.kalshiperps.spectools.contract.Api.WS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Edits of the pinned contracts, one of each kind. Those of one effect touch different things: one jar shows them all. */
final class ContractEdits {
    private ContractEdits() {}

    static Stream<ContractEdit> all() {
        return Stream.of(QUIET, SIGNATURES, BEHAVIOURS, WITHOUT_CODE, FRAMES, CLEARING)
                .flatMap(List::stream);
    }

    private static final List<ContractEdit> QUIET = List.of(
            quiet(
                    "a response gets an optional member",
                    REST,
                    "a a a - a",
                    c -> putMember(schema(c, "MarginTrade"), "venue", "string")),
            quiet("a response gets a required member", REST, "a a a - a", c -> {
                putMember(schema(c, "MarginTrade"), "block_id", "string");
                require(schema(c, "MarginTrade"), "block_id");
            }),
            quiet(
                    "a request gets an optional member",
                    REST,
                    "a a a a -",
                    c -> putMember(schema(c, "CreateMarginOrderRequest"), "market_version", "integer")),
            quiet(
                    "an enum that is sent and received gets a value",
                    REST,
                    "a a a a a",
                    c -> addValue(schema(c, "BookSide"), "both")),
            quiet(
                    "an enum that is received gets a value",
                    REST,
                    "a a a - a",
                    c -> addValue(schema(c, "OrderReason"), "expiry")),
            quiet(
                    "an operation gets an optional parameter",
                    REST,
                    "a a a a -",
                    c -> addParameter(operation(c, "get", "/margin/markets"), "query", "asset_class", false)),
            quiet(
                    "an operation gets its first query parameter",
                    REST,
                    "a a a a -",
                    c -> addParameter(
                            operation(c, "get", "/margin/markets/{ticker}"), "query", "include_marks", false)),
            quiet("a new operation", REST, "a a a a -", c -> {
                ObjectNode path = paths(c).get("/margin/enabled").deepCopy();
                ((ObjectNode) path.get("get")).put("operationId", "GetMarginSomethingNew");
                paths(c).set("/margin/something_new", path);
            }),
            quiet("a new schema", REST, "a a a - -", c -> {
                ObjectNode schema = schemas(c).putObject("Spread").put("type", "object");
                schema.putObject("properties");
                putMember(schema, "width", "string");
            }),
            quiet(
                    "a bound of a request gets wider",
                    REST,
                    "d d a a -",
                    c -> member(schema(c, "CreateOrderGroupRequest"), "contracts_limit")
                            .put("minimum", 0)),
            quiet(
                    "a member of a request need not be sent any more",
                    REST,
                    "d d a a -",
                    c -> release(schema(c, "CreateMarginOrderRequest"), "client_order_id")),
            quiet(
                    "a member that callers cannot rely on is not promised any more",
                    REST,
                    "d d d - a",
                    c -> release(schema(c, "MarginMarket"), "tick_size")),
            quiet(
                    "an operation gets a status of failure",
                    REST,
                    "d d d - a",
                    c -> operation(c, "get", "/margin/trades")
                            .withObject("responses")
                            .putObject("503")
                            .put("description", "")),
            quiet(
                    "a status of failure is not documented any more",
                    REST,
                    "d d d - d",
                    c -> operation(c, "get", "/margin/trades")
                            .withObject("responses")
                            .remove("400")),
            quiet("a named operation gets another tag", REST, "d d - d -", c -> {
                ArrayNode tags = operation(c, "get", "/margin/fills").withArray("tags");
                tags.removeAll();
                tags.add("account");
            }),
            quiet(
                    "a named operation gets another operationId",
                    REST,
                    "d d - d -",
                    c -> operation(c, "get", "/margin/notional_risk_limit").put("operationId", "GetRiskLimit")),
            quiet(
                    "a private operation becomes public",
                    REST,
                    "d d a a -",
                    c -> operation(c, "get", "/margin/enabled").putArray("security")),
            quiet(
                    "an operation can be signed in another way, too",
                    REST,
                    "d d d a -",
                    c -> operation(c, "get", "/margin/risk")
                            .withArray("security")
                            .addObject()
                            .putArray("kalshiOauthAccessToken")),
            quiet(
                    "a parameter gets a default",
                    REST,
                    "d d d d -",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/positions"), "subaccount")
                                    .get("schema"))
                            .put("default", 0)),
            quiet(
                    "an object of a response may have other members",
                    REST,
                    "d d d - a",
                    c -> schema(c, "MarginTrade").put("additionalProperties", true)),
            quiet(
                    "a text of a response gets a bound",
                    REST,
                    "d d d - d",
                    c -> member(schema(c, "MarginTrade"), "trade_id").put("maxLength", 64)),
            quiet(
                    "an operation gets the body that the overlay gives it",
                    REST,
                    "a a - a -",
                    c -> putResult(
                            operation(c, "post", "/portfolio/margin/subaccounts")
                                    .putObject("requestBody"),
                            "EmptyResponse")),
            quiet(
                    "a member that is marked as deprecated",
                    REST,
                    "d d d - d",
                    c -> member(schema(c, "MarginTrade"), "price").put("deprecated", true)),
            quiet(
                    "a parameter need not be sent any more",
                    REST,
                    "d d a a -",
                    c -> parameter(operation(c, "get", "/margin/funding_history"), "end_date")
                            .put("required", false)));

    private static final List<ContractEdit> SIGNATURES = List.of(
            signature(
                    "a response loses a member",
                    REST,
                    "b b - - b",
                    "MarginTrade(\\$Builder)?#tradeId",
                    c -> removeMember(schema(c, "MarginTrade"), "trade_id")),
            signature(
                    "a request loses a member",
                    REST,
                    "b b - b -",
                    "CreateMarginOrderRequest(\\$Builder)?#postOnly",
                    c -> removeMember(schema(c, "CreateMarginOrderRequest"), "post_only")),
            signature(
                    "a member gets another type",
                    REST,
                    "b b - - b",
                    "MarginMarket(\\$Builder)?#title",
                    c -> member(schema(c, "MarginMarket"), "title").put("type", "boolean")),
            signature(
                    "a number of a response is promised",
                    REST,
                    "b b b - a",
                    "MarginOrder(\\$Builder)?#cancelOrderOnPause",
                    c -> require(schema(c, "MarginOrder"), "cancel_order_on_pause")),
            signature(
                    "a flag of a response is not promised any more",
                    REST,
                    "b b b - b",
                    "ExchangeStatus(\\$Builder)?#tradingActive",
                    c -> release(schema(c, "ExchangeStatus"), "trading_active")),
            signature(
                    "a flag of a response may be null",
                    REST,
                    "b b b - b",
                    "ExchangeStatus(\\$Builder)?#exchangeActive",
                    c -> member(schema(c, "ExchangeStatus"), "exchange_active").put("nullable", true)),
            signature(
                    "an enum loses a value",
                    REST,
                    "b b - b d",
                    "SelfTradePreventionType(\\$Known)?\\.MAKER",
                    c -> remove((ArrayNode) schema(c, "SelfTradePreventionType").get("enum"), "maker")),
            signature(
                    "an operation is gone", REST, "b b - b -", "MarginApi#risk:", c -> paths(c).remove("/margin/risk")),
            signature(
                    "an operation and its answer are gone",
                    REST,
                    "b b - b d",
                    "(MarginApi#feeTiers:|GetMarginFeeTiersResponse)",
                    c -> {
                        paths(c).remove("/margin/fee_tiers");
                        schemas(c).remove("GetMarginFeeTiersResponse");
                    }),
            signature(
                    "a schema is renamed",
                    REST,
                    "b b - - d",
                    "(TickerPrice|MarginMarket(\\$Builder)?#(referencePrice|settlementMarkPrice|liquidationMarkPrice))",
                    c -> {
                        schemas(c).set("TickerMark", schemas(c).remove("TickerPrice"));
                        redirect(c, "TickerPrice", "TickerMark");
                    }),
            signature(
                    "an operation loses a parameter",
                    REST,
                    "b b - b -",
                    "PortfolioPositionsParams\\$Builder#ticker",
                    c -> removeParameter(operation(c, "get", "/margin/positions"), "ticker")),
            signature(
                    "a parameter gets another type",
                    REST,
                    "b b - b -",
                    "PortfolioPositionsParams\\$Builder#subaccount",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/positions"), "subaccount")
                                    .get("schema"))
                            .put("type", "string")),
            signature(
                    "an operation of options gets a required parameter",
                    REST,
                    "b b b b -",
                    "OrderGroupsApi#list:",
                    c -> addParameter(operation(c, "get", "/margin/order_groups"), "query", "shard", true)),
            signature(
                    "an operation loses its last parameter",
                    REST,
                    "b b - b -",
                    "(MarginApi#balance:|MarginBalanceParams)",
                    c -> removeParameter(operation(c, "get", "/margin/balance"), "compute_available_balance")),
            source(
                    "an operation has another answer",
                    REST,
                    "b d b - b",
                    "(java.util.function.Function<io.github.kalshiperps.rest.api.ExchangeApi, io.github.kalshiperps.core.http.ApiCall<MarginEnabledResponse>>) io.github.kalshiperps.rest.api.ExchangeApi::enabled",
                    c -> putResult(
                            (ObjectNode) operation(c, "get", "/margin/enabled").at("/responses/200"), "EmptyResponse")),
            signature(
                    "a list that is followed from page to page gets a second one",
                    REST,
                    "b b a - a",
                    "PortfolioApi#fillsAll:",
                    c -> putMember(schema(c, "GetMarginFillsResponse"), "more", "array")
                            .putObject("items")
                            .put("type", "string")),
            signature(
                    "a time becomes a plain text",
                    REST,
                    "b b - - b",
                    "MarginFill(\\$Builder)?#createdTime",
                    c -> member(schema(c, "MarginFill"), "created_time").remove("format")),
            signature("a server is gone", REST, "b b - b -", "PerpsServers\\.DEMO", c -> {
                ArrayNode servers = c.withArray("servers");
                for (int i = servers.size() - 1; i >= 0; i--) {
                    if (servers.get(i).path("url").asText().contains("demo")) {
                        servers.remove(i);
                    }
                }
            }),
            signature(
                    "a number must be given as a parameter",
                    REST,
                    "b b b b -",
                    "(PortfolioFillsParams\\$Builder#limit|PortfolioApi#fills(All)?:)",
                    c -> parameter(operation(c, "get", "/margin/fills"), "limit")
                            .put("required", true)),
            source(
                    "an operation answers without content",
                    REST,
                    "b d b - b",
                    "(java.util.function.BiFunction<io.github.kalshiperps.rest.api.OrderGroupsApi, String, io.github.kalshiperps.core.http.ApiCall<EmptyResponse>>) io.github.kalshiperps.rest.api.OrderGroupsApi::delete",
                    c -> {
                        ObjectNode responses = operation(c, "delete", "/margin/order_groups/{order_group_id}")
                                .withObject("responses");
                        responses.remove("200");
                        responses.putObject("204").put("description", "");
                    }),
            signature(
                    "an enum becomes a plain text",
                    REST,
                    "b b - - a",
                    "GetAccountApiLimitsResponse|ApiUsageLevelGrant(\\$Builder)?#exchangeInstance",
                    c -> {
                        ObjectNode instance = member(schema(c, "ApiUsageLevelGrant"), "exchange_instance");
                        instance.removeAll();
                        instance.put("type", "string");
                    }),
            source(
                    "a map gets other values",
                    REST,
                    "b d b - b",
                    "(java.util.function.Function<GetMarginRiskParametersResponse, java.util.Map<String, java.math.BigDecimal>>) GetMarginRiskParametersResponse::initialMarginMultiplier",
                    c -> ((ObjectNode) member(schema(c, "GetMarginRiskParametersResponse"), "initial_margin_multiplier")
                                    .get("additionalProperties"))
                            .removeAll()
                            .put("type", "string")),
            source(
                    "a list gets other elements",
                    REST,
                    "b d b - b",
                    "(java.util.function.Function<GetOrderGroupResponse, java.util.List<String>>) GetOrderGroupResponse::orders",
                    c -> ((ObjectNode) member(schema(c, "GetOrderGroupResponse"), "orders")
                                    .get("items"))
                            .put("type", "integer")),
            signature("a member is renamed", REST, "b b - - b", "CreateMarginOrderResponse(\\$Builder)?#orderId", c -> {
                ObjectNode response = schema(c, "CreateMarginOrderResponse");
                ObjectNode id = member(response, "order_id");
                removeMember(response, "order_id");
                ((ObjectNode) response.get("properties")).set("id", id);
                require(response, "id");
            }),
            signature(
                    "an operation moves",
                    REST,
                    "b b d b -",
                    "ExchangeApi#riskParameters:",
                    c -> paths(c).set("/margin/risk/parameters", paths(c).remove("/margin/risk_parameters"))),
            signature(
                    "a body must be sent",
                    REST,
                    "b b - b -",
                    "OrderGroupsApi#reset:",
                    c -> ((ObjectNode) operation(c, "put", "/margin/order_groups/{order_group_id}/reset")
                                    .get("requestBody"))
                            .put("required", true)));

    private static final List<ContractEdit> BEHAVIOURS = List.of(
            behaviour(
                    "a request gets a required member",
                    REST,
                    "a a b b -",
                    "DecreaseMarginOrderRequest.builder().reduceBy(FixedPointCount.of(\"1\")).build()",
                    c -> {
                        putMember(schema(c, "DecreaseMarginOrderRequest"), "reason", "string");
                        require(schema(c, "DecreaseMarginOrderRequest"), "reason");
                    }),
            behaviour(
                    "a bound of a request gets narrower",
                    REST,
                    "d d b b -",
                    "UpdateOrderGroupLimitRequest.builder().contractsLimit(5L).build()",
                    c -> member(schema(c, "UpdateOrderGroupLimitRequest"), "contracts_limit")
                            .put("minimum", 10)),
            behaviour(
                    "a text of a request gets another pattern",
                    REST,
                    "d d b b -",
                    "CreateMarginFCMSubtraderRequest.builder().subtraderSuffix(\"abcd\").build()",
                    c -> member(schema(c, "CreateMarginFCMSubtraderRequest"), "subtrader_suffix")
                            .put("pattern", "^[A-Z]{1,3}$")),
            behaviour(
                    "a member of a request must be sent",
                    REST,
                    "d d b b -",
                    "AmendMarginOrderRequest.builder().ticker(\"T\").side(BookSide.BID).count(FixedPointCount.of(\"1\"))"
                            + ".price(FixedPointDollars.of(\"1.00\")).build()",
                    c -> require(schema(c, "AmendMarginOrderRequest"), "client_order_id")),
            behaviour(
                    "an operation gets one more required parameter",
                    REST,
                    "a a b b -",
                    "FundingHistoryParams.builder().startDate(java.time.LocalDate.EPOCH).endDate(java.time.LocalDate.EPOCH).build()",
                    c -> addParameter(operation(c, "get", "/margin/funding_history"), "query", "kind", true)),
            behaviour(
                    "a bound of a parameter gets narrower",
                    REST,
                    "d d b b -",
                    "PortfolioTradesParams.builder().ticker(\"T\").limit(1000L).build()",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/trades"), "limit")
                                    .get("schema"))
                            .put("maximum", 100)),
            behaviour(
                    "a public operation becomes private",
                    REST,
                    "d d b b -",
                    "io.github.kalshiperps.rest.api.MarketsApi.class.getMethod(\"get\", String.class)"
                            + ".isAnnotationPresent(io.github.kalshiperps.core.http.RequiresAuth.class)",
                    c -> operation(c, "get", "/margin/markets/{ticker}")
                            .withArray("security")
                            .addObject()
                            .putArray("kalshiAccessKey")),
            behaviour(
                    "a text of a response is promised",
                    REST,
                    "d d b - a",
                    "mapper.read(CancelMarginOrderResponse.class, \"{}\").clientOrderId()",
                    c -> require(schema(c, "CancelMarginOrderResponse"), "client_order_id")),
            behaviour(
                    "a text of a response is not promised any more",
                    REST,
                    "d d b - b",
                    "mapper.read(CreateMarginFCMSubtraderResponse.class, \"{}\").subtraderId()",
                    c -> release(schema(c, "CreateMarginFCMSubtraderResponse"), "subtrader_id")),
            behaviour(
                    "a text of a response may be null",
                    REST,
                    "d d b - b",
                    "mapper.read(IntraExchangeInstanceTransferResponse.class, \"{}\").transferId()",
                    c -> member(schema(c, "IntraExchangeInstanceTransferResponse"), "transfer_id")
                            .put("nullable", true)),
            behaviour("what was received is sent, too", REST, "a a b a -", "TickerPrice.builder().build()", c -> {
                ObjectNode post = paths(c).get("/margin/enabled").deepCopy().withObject("get");
                post.put("operationId", "PostMark");
                putResult(post.putObject("requestBody").put("required", true), "TickerPrice");
                paths(c).putObject("/margin/marks").set("post", post);
            }));

    private static final List<ContractEdit> WITHOUT_CODE = List.of(
            unseen(
                    "a default of a request changes",
                    REST,
                    "d d b b -",
                    c -> member(schema(c, "CreateMarginOrderRequest"), "subaccount")
                            .put("default", 1)),
            stops(
                    "a parameter in a header",
                    REST,
                    "b b a a -",
                    "GetMarginMarkets: the parameter 'X-Shard'",
                    c -> addParameter(operation(c, "get", "/margin/markets"), "header", "X-Shard", false)),
            stops(
                    "a second status of success",
                    REST,
                    "b b a - a",
                    "GetMarginFeeTiers: more than one success status",
                    c -> operation(c, "get", "/margin/fee_tiers")
                            .withObject("responses")
                            .putObject("202")
                            .put("description", "")),
            stops(
                    "a format that has no Java type",
                    REST,
                    "b b - - a",
                    "no Java type for MarginTrade.trade_id",
                    c -> member(schema(c, "MarginTrade"), "trade_id").put("format", "ulid")),
            unseen(
                    "a keyword that has no rule",
                    REST,
                    "b b b b b",
                    c -> schema(c, "MarginTrade").putArray("anyOf").addObject().put("type", "object")),
            stops("a response in another form only", REST, "b b b - b", "GetMarginFeeTiers: the response is not", c -> {
                ObjectNode content =
                        (ObjectNode) operation(c, "get", "/margin/fee_tiers").at("/responses/200/content");
                content.set("text/csv", content.remove("application/json"));
            }),
            stops(
                    "two operations with one name",
                    REST,
                    "b b - a -",
                    "Two operations are called 'GetMarginEnabled'",
                    c -> paths(c).set(
                                    "/margin/other",
                                    paths(c).get("/margin/enabled").deepCopy())),
            unseen(
                    "a key goes in another header",
                    REST,
                    "b b b b b",
                    c -> ((ObjectNode) c.at("/components/securitySchemes/kalshiAccessKey")).put("name", "KEY")));

    private static final List<ContractEdit> FRAMES = List.of(
            quiet("a new message on a channel", WS, "a a a - a", c -> {
                addMessage(c, "marginHalt", "trade", "receiveHalt", "send", "type");
            }),
            quiet(
                    "a message gets an optional member",
                    WS,
                    "a a a - a",
                    c -> putMember(member(schema(c, "marginTradePayload"), "msg"), "venue", "string")),
            quiet(
                    "an enum of messages gets a value",
                    WS,
                    "a a a - a",
                    c -> addValue(schema(c, "lastUpdateReason"), "Expired")),
            quiet(
                    "a command gets an optional member",
                    WS,
                    "a a a a -",
                    c -> putMember(member(schema(c, "subscribeCommandPayload"), "params"), "use_yes_price", "boolean")),
            quiet(
                    "a server has another address",
                    WS,
                    "d d a b -",
                    c -> ((ObjectNode) c.at("/servers/demo")).put("pathname", "/trade-api/ws/v3/margin")),
            signature("a message is gone", WS, "b b b - b", "model\\.Fill(Message)?(\\$|#|:)", c -> {
                ((ObjectNode) c.get("operations")).remove("receiveFill");
                ((ObjectNode) c.at("/channels/fill/messages")).remove("fill");
                ((ObjectNode) c.at("/components/messages")).remove("fill");
                schemas(c).remove("marginFillPayload");
            }),
            signature("a channel is gone", WS, "b b b b b", "model\\.UserOrderMessage: INTERFACE_REMOVED", c -> {
                ((ObjectNode) c.get("channels")).remove("user_orders");
                ((ObjectNode) c.get("operations")).remove("receiveUserOrder");
            }),
            signature(
                    "an inline enum loses a value",
                    WS,
                    "b b - - d",
                    "ErrorCode(\\$Known)?\\.",
                    c -> remove(
                            (ArrayNode) member(member(schema(c, "errorResponsePayload"), "msg"), "code")
                                    .get("enum"),
                            "28")),
            signature(
                    "a number of a message is not promised any more",
                    WS,
                    "b b b - b",
                    "TradeMessage(\\$Builder)?#seq",
                    c -> release(schema(c, "marginTradePayload"), "seq")),
            behaviour(
                    "a message gets another type",
                    WS,
                    "d d b - b",
                    "ServerMessage.TYPES.containsKey(\"ticker\")",
                    c -> member(schema(c, "marginTickerPayload"), "type").put("const", "ticker_v2")),
            behaviour(
                    "a command gets a required member",
                    WS,
                    "a a b b -",
                    "UnsubscribeParams.builder().sids(java.util.List.of(1L)).build()",
                    c -> {
                        ObjectNode params = member(schema(c, "unsubscribeCommandPayload"), "params");
                        putMember(params, "reason", "string");
                        require(params, "reason");
                    }));

    private static final List<ContractEdit> CLEARING = List.of(
            quiet(
                    "a row of an answer gets an optional member",
                    KLEAR,
                    "a a a - a",
                    c -> putMember(schema(c, "MarginReport"), "bytes", "integer")),
            quiet("a row of an answer gets a required member", KLEAR, "a a a - a", c -> {
                putMember(schema(c, "SettlementDetail"), "currency", "string");
                require(schema(c, "SettlementDetail"), "currency");
            }),
            quiet(
                    "a part of a schema of several gets a member",
                    KLEAR,
                    "a a a - a",
                    c -> putMember(
                            (ObjectNode) schema(c, "ObligationEntry").at("/allOf/1"), "fees_truncated", "boolean")),
            quiet(
                    "a request of few members gets an optional one",
                    KLEAR,
                    "a a a a -",
                    c -> putMember(schema(c, "GenerateMarginFcmApiKeyRequest"), "expires_after", "integer")),
            quiet(
                    "an enum of one value gets a second one",
                    KLEAR,
                    "a a a a a",
                    c -> addValue(schema(c, "AssetClass"), "Equity")),
            quiet(
                    "an inline enum of an answer gets a value",
                    KLEAR,
                    "a a a - a",
                    c -> addValue(member(schema(c, "MarginReport"), "report_type"), "tax_yearly")),
            quiet(
                    "an inline enum of a request gets a value",
                    KLEAR,
                    "a a a a -",
                    c -> addValue(
                            member(schema(c, "EstimatePortfolioMaintenanceMarginRequest"), "clearing_type"),
                            "Sponsored")),
            quiet(
                    "an operation of required parameters gets an optional one",
                    KLEAR,
                    "a a a a -",
                    c -> addParameter(operation(c, "get", "/margin/reports"), "query", "report_type", false)),
            quiet("a new operation of a family", KLEAR, "a a a a -", c -> {
                ObjectNode path = paths(c).get("/margin/settlement_balance").deepCopy();
                ObjectNode get = (ObjectNode) path.get("get");
                get.put("operationId", "GetMarginHaircuts").putArray("tags").add("settlement");
                paths(c).set("/margin/haircuts", path);
            }),
            quiet(
                    "a list of a request may be longer",
                    KLEAR,
                    "d d a a -",
                    c -> member(schema(c, "EstimatePortfolioMaintenanceMarginRequest"), "positions")
                            .put("maxItems", 1000)),
            quiet(
                    "a bound of a parameter gets wider",
                    KLEAR,
                    "d d a a -",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/settlement_balance_history"), "limit")
                                    .get("schema"))
                            .put("maximum", 1000)),
            quiet(
                    "a member that the overlay takes for optional is not promised any more",
                    KLEAR,
                    "d d d - a",
                    c -> release(schema(c, "GetGuarantyFundBalanceResponse"), "updated_ts")),
            quiet("a member that the overlay gives a Java type is another kind of value", KLEAR, "d d d - b", c -> {
                ObjectNode amount = member(schema(c, "SettlementBalanceHistoryEntry"), "balance_delta_centicents");
                amount.removeAll();
                amount.put("type", "string");
            }),
            signature(
                    "a row of an answer loses a member",
                    KLEAR,
                    "b b - - b",
                    "MarginReport(\\$Builder)?#isEndOfDay",
                    c -> removeMember(schema(c, "MarginReport"), "is_end_of_day")),
            signature(
                    "a part of a schema of several loses a member",
                    KLEAR,
                    "b b - - b",
                    "ObligationEntry(\\$Builder)?#receives",
                    c -> removeMember((ObjectNode) schema(c, "ObligationEntry").at("/allOf/1"), "receives")),
            signature(
                    "the only operation of a family is gone",
                    KLEAR,
                    "b b - b -",
                    "GuarantyFundApi",
                    c -> paths(c).remove("/margin/guaranty_fund_balance")),
            signature(
                    "an inline enum of a request loses a value",
                    KLEAR,
                    "b b - b -",
                    "ClearingType(\\$Known)?\\.SELF_CLEARING",
                    c -> remove(
                            (ArrayNode) member(schema(c, "EstimatePortfolioMaintenanceMarginRequest"), "clearing_type")
                                    .get("enum"),
                            "SelfClearing")),
            signature(
                    "an id becomes a plain text",
                    KLEAR,
                    "b b - - b",
                    "CreateMarginSubtraderGroupResponse(\\$Builder)?#groupId",
                    c -> member(schema(c, "CreateMarginSubtraderGroupResponse"), "group_id")
                            .remove("format")),
            signature(
                    "an integer of a list of rows is promised",
                    KLEAR,
                    "b b b - a",
                    "LargeTraderPosition(\\$Builder)?#position",
                    c -> ((ObjectNode) member(schema(c, "GetLargeTraderPositionsResponse"), "positions")
                                    .get("items"))
                            .putArray("required")
                            .add("position")),
            source(
                    "a list of lists gets other elements",
                    KLEAR,
                    "b d b - b",
                    "(java.util.function.Function<GetMaintenanceMarginMetadataResponse, java.util.List<java.util.List<String>>>) GetMaintenanceMarginMetadataResponse::subgroups",
                    c -> ((ObjectNode) member(schema(c, "GetMaintenanceMarginMetadataResponse"), "subgroups")
                                    .at("/items/items"))
                            .put("type", "integer")),
            source(
                    "an operation that answered nothing answers something",
                    KLEAR,
                    "b d b - a",
                    "(java.util.function.BiFunction<io.github.kalshiperps.klear.api.SubtraderGroupsApi, java.util.UUID, io.github.kalshiperps.core.http.ApiCall<io.github.kalshiperps.core.http.NoContent>>) io.github.kalshiperps.klear.api.SubtraderGroupsApi::delete",
                    c -> putResult(
                            (ObjectNode) operation(c, "delete", "/fcm/margin/subtrader_groups/{group_id}")
                                    .at("/responses/200"),
                            "CreateMarginSubtraderGroupResponse")),
            behaviour(
                    "a request of one member gets a required one",
                    KLEAR,
                    "a a b b -",
                    "WithdrawSettlementBalanceRequest.builder().amount(FixedPointDollars.of(\"1.00\")).build()",
                    c -> {
                        putMember(schema(c, "WithdrawSettlementBalanceRequest"), "account", "string");
                        require(schema(c, "WithdrawSettlementBalanceRequest"), "account");
                    }),
            behaviour(
                    "a list of a request must be longer",
                    KLEAR,
                    "d d b b -",
                    "CreateMarginSubtraderGroupRequest.builder().subtraderIds(java.util.List.of(\"a\")).build()",
                    c -> member(schema(c, "CreateMarginSubtraderGroupRequest"), "subtrader_ids")
                            .put("minItems", 2)),
            behaviour(
                    "a bound of a page gets narrower",
                    KLEAR,
                    "d d b b -",
                    "ObligationsHistoryParams.builder().limit(100L).build()",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/obligation_history"), "limit")
                                    .get("schema"))
                            .put("maximum", 50)),
            behaviour(
                    "a text of a row is promised",
                    KLEAR,
                    "d d b - a",
                    "mapper.read(MaintenanceMarginDetail.class, \"{}\").marginGroupId()",
                    c -> require(schema(c, "MaintenanceMarginDetail"), "margin_group_id")),
            behaviour(
                    "a text of an answer is not promised any more",
                    KLEAR,
                    "d d b - b",
                    "mapper.read(GetSettlementBalanceResponse.class, \"{}\").userId()",
                    c -> release(schema(c, "GetSettlementBalanceResponse"), "user_id")),
            unseen(
                    "a default of a parameter changes",
                    KLEAR,
                    "d d b b -",
                    c -> ((ObjectNode) parameter(operation(c, "get", "/margin/obligation_history"), "limit")
                                    .get("schema"))
                            .put("default", 50)),
            quiet("a new operation of no family", KLEAR, "a a a a -", c -> {
                ObjectNode path = paths(c).get("/margin/settlement_balance").deepCopy();
                ((ObjectNode) path.get("get")).put("operationId", "GetMarginCalendar");
                paths(c).set("/margin/calendar", path);
            }),
            stops(
                    "a cursor becomes a time",
                    KLEAR,
                    "b b - - a",
                    "GetObligationHistoryResponse.cursor: a cursor of type Instant",
                    c -> member(schema(c, "GetObligationHistoryResponse"), "cursor")
                            .put("format", "date-time")),
            unseen(
                    "a token is given in another way",
                    KLEAR,
                    "b b b b b",
                    c -> ((ObjectNode) c.at("/components/securitySchemes/kalshiBearer")).put("scheme", "basic")));

    private static void addMessage(
            ObjectNode contract,
            String name,
            String channel,
            String operationName,
            String action,
            String discriminator) {
        ObjectNode payload = schemas(contract).putObject(name + "Payload").put("type", "object");
        payload.putArray("required").add(discriminator);
        payload.putObject("properties");
        putMember(payload, discriminator, "string").put("const", name);
        ((ObjectNode) contract.at("/components/messages"))
                .putObject(name)
                .put("contentType", "application/json")
                .putObject("payload")
                .put("$ref", "#/components/schemas/" + name + "Payload");
        ((ObjectNode) contract.at("/channels/" + channel + "/messages"))
                .putObject(name)
                .put("$ref", "#/components/messages/" + name);
        ObjectNode operation = ((ObjectNode) contract.get("operations")).putObject(operationName);
        operation.put("action", action).putObject("channel").put("$ref", "#/channels/" + channel);
        operation.putArray("messages").addObject().put("$ref", "#/channels/" + channel + "/messages/" + name);
    }
}
