package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MarginReportType;
import io.github.kalshiperps.klear.model.SettlementDetail;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What the reports of one moment are written from. Immutable. */
final class DaySnapshot {
    /** A position. Immutable. */
    record PositionRow(String subtraderId, String ticker, FixedPointCount quantity) {}

    private final String memberId;
    private final Instant at;
    private final LocalDate date;
    private final Map<String, BigDecimal> marks;
    private final List<PositionRow> positions;
    private final Map<Account, Centicents> balances;

    DaySnapshot(
            String memberId,
            Instant at,
            Map<String, BigDecimal> marks,
            List<PositionRow> positions,
            Map<Account, Centicents> balances) {
        this.memberId = memberId;
        this.at = at;
        this.date = SettlementCalendar.reportDate(at);
        this.marks = new LinkedHashMap<>(marks);
        this.positions = List.copyOf(positions);
        this.balances = Map.copyOf(balances);
    }

    LocalDate date() {
        return date;
    }

    /** The reports that a moment within the day has. */
    Map<MarginReportType, Supplier<byte[]>> withinTheDay() {
        Map<MarginReportType, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(MarginReportType.POSITION_SNAPSHOT, this::positionFile);
        files.put(MarginReportType.MARKET_PRICE_SNAPSHOT, this::priceFile);
        return files;
    }

    /** The reports that the day's end has. */
    Map<MarginReportType, Supplier<byte[]>> endOfDay(
            List<ClearingTrade> trades, Obligation.Rows rows, List<Posting> cashActivity) {
        Map<MarginReportType, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(MarginReportType.TRADE_AUDIT, () -> tradeFile(trades));
        files.putAll(withinTheDay());
        files.put(MarginReportType.FUNDING_PERIODS, () -> fundingFile(rows.funding()));
        files.put(MarginReportType.SETTLEMENT_PERIODS, () -> settlementFile(rows.settlement()));
        files.put(MarginReportType.MAINTENANCE_MARGIN, () -> marginFile(rows.maintenanceMargin()));
        files.put(MarginReportType.MAINTENANCE_MARGIN_AGGREGATE, () -> marginAggregateFile(rows));
        files.put(MarginReportType.CASH_BALANCE_DAILY, this::cashBalanceFile);
        files.put(MarginReportType.CASH_ACTIVITY_DAILY, () -> cashActivityFile(cashActivity));
        files.put(MarginReportType.DAILY_FINANCIAL_SUMMARY, () -> summaryFile(rows));
        files.put(MarginReportType.DAILY_STATEMENT, () -> statement(rows));
        return files;
    }

    private byte[] positionFile() {
        Csv csv = new Csv("report_date", "snapshot_ts", "subtrader_id", "market_ticker", "position", "mark_price");
        positions.forEach(
                row -> csv.row(date, at, row.subtraderId(), row.ticker(), row.quantity(), mark(row.ticker())));
        return csv.bytes();
    }

    private byte[] priceFile() {
        Csv csv = new Csv("report_date", "snapshot_ts", "market_ticker", "mark_price");
        marks.forEach((ticker, mark) -> csv.row(date, at, ticker, FixedPointDollars.of(mark)));
        return csv.bytes();
    }

    private FixedPointDollars mark(String ticker) {
        return FixedPointDollars.of(marks.getOrDefault(ticker, BigDecimal.ZERO));
    }

    private byte[] tradeFile(List<ClearingTrade> trades) {
        Csv csv = new Csv("report_date", "trade_ts", "subtrader_id", "market_ticker", "quantity", "price", "fees");
        trades.forEach(trade -> csv.row(
                date,
                trade.at(),
                trade.subtraderId(),
                trade.ticker(),
                trade.quantity(),
                trade.price(),
                trade.fees().toDollars()));
        return csv.bytes();
    }

    private byte[] fundingFile(List<FundingPaymentDetail> rows) {
        Csv csv = new Csv(
                "report_date",
                "funding_time",
                "subtrader_id",
                "market_ticker",
                "position",
                "notional_value",
                "funding");
        rows.forEach(row -> csv.row(
                date,
                row.fundingTime(),
                row.subtraderId(),
                row.marketTicker(),
                row.positionQuantityFp(),
                row.notionalValueCenticents().toDollars(),
                row.fundingAmountCenticents().toDollars()));
        return csv.bytes();
    }

    private byte[] settlementFile(List<SettlementDetail> rows) {
        Csv csv = new Csv("report_date", "subtrader_id", "market_ticker", "position", "pnl", "fees", "amount");
        rows.forEach(row -> csv.row(
                date,
                row.subtraderId(),
                row.marketTicker(),
                row.positionQuantityFp(),
                row.pnlCenticents().toDollars(),
                row.totalFeesCenticents().toDollars(),
                row.totalAmountCenticents().toDollars()));
        return csv.bytes();
    }

    private byte[] marginFile(List<MaintenanceMarginDetail> rows) {
        Csv csv = new Csv("report_date", "subtrader_id", "margin_group_id", "maintenance_margin", "change");
        rows.forEach(row -> csv.row(
                date,
                row.subtraderId(),
                row.marginGroupId() == null ? "" : row.marginGroupId(),
                row.maintenanceMarginCenticents().toDollars(),
                row.maintenanceMarginDeltaCenticents().toDollars()));
        return csv.bytes();
    }

    private byte[] marginAggregateFile(Obligation.Rows rows) {
        return new Csv("report_date", "user_id", "maintenance_margin", "change")
                .row(
                        date,
                        memberId,
                        rows.maintenanceMarginRequired().toDollars(),
                        rows.maintenanceMarginDelta().toDollars())
                .bytes();
    }

    private byte[] cashBalanceFile() {
        return new Csv("report_date", "available", "locked", "guaranty_fund")
                .row(date, dollars(Account.AVAILABLE), dollars(Account.LOCKED), dollars(Account.GUARANTY_FUND))
                .bytes();
    }

    private byte[] cashActivityFile(List<Posting> activity) {
        Csv csv = new Csv("report_date", "created_ts", "reason", "available_change", "locked_change", "transaction_id");
        activity.forEach(posting -> csv.row(
                date,
                posting.at(),
                posting.reason(),
                posting.change(Account.AVAILABLE).toDollars(),
                posting.change(Account.LOCKED).toDollars(),
                posting.transactionId()));
        return csv.bytes();
    }

    private byte[] summaryFile(Obligation.Rows rows) {
        Csv csv = new Csv("report_date", "item", "amount");
        summary(rows).forEach((item, amount) -> csv.row(date, item, amount));
        return csv.bytes();
    }

    private byte[] statement(Obligation.Rows rows) {
        List<String> lines = new ArrayList<>();
        lines.add("Simulated daily statement");
        lines.add("");
        lines.add("Member " + memberId + ", report date " + date);
        lines.add("");
        summary(rows).forEach((item, amount) -> lines.add(String.format(Locale.ROOT, "%-36s %20s", item, amount)));
        lines.add("");
        lines.add("Positions");
        positions.forEach(row -> lines.add(String.format(
                Locale.ROOT,
                "%-36s %-20s %12s @ %s",
                row.subtraderId(),
                row.ticker(),
                row.quantity(),
                mark(row.ticker()))));
        return StatementPdf.of(lines);
    }

    private Map<String, FixedPointDollars> summary(Obligation.Rows rows) {
        Map<String, FixedPointDollars> summary = new LinkedHashMap<>();
        summary.put("pnl", rows.profit().toDollars());
        summary.put("fees", rows.fees().toDollars());
        summary.put("maintenance_margin_change", rows.maintenanceMarginDelta().toDollars());
        summary.put("obligation", rows.amount().toDollars());
        summary.put("available", dollars(Account.AVAILABLE));
        summary.put("locked", dollars(Account.LOCKED));
        summary.put("maintenance_margin", dollars(Account.MAINTENANCE_MARGIN));
        summary.put("guaranty_fund", dollars(Account.GUARANTY_FUND));
        return summary;
    }

    private FixedPointDollars dollars(Account account) {
        return balances.getOrDefault(account, Centicents.ZERO).toDollars();
    }
}
