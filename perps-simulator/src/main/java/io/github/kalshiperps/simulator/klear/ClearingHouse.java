package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MarginReportType;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.WithdrawalStatus;
import io.github.kalshiperps.simulator.engine.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the clearing house knows of one member, and what happens to it. Not safe for use by several threads: the ledger's lock
 * guards it, and whoever holds it says what time it is.
 */
final class ClearingHouse {
    /** How long after a settlement its obligation is taken from the settlement balance, or paid into it. */
    static final Duration PAYMENT_AFTER = Duration.ofHours(1);

    /** How long after a settlement the day's reports are ready. */
    static final Duration REPORTS_AFTER = Duration.ofMinutes(90);

    static final Duration WITHDRAWAL_PROCESSING_AFTER = Duration.ofMinutes(1);
    static final Duration WITHDRAWAL_PROCESSED_AFTER = Duration.ofMinutes(30);

    /** A funding payment, and the settlement that it is part of. Immutable. */
    record Funding(FundingPaymentDetail detail, Instant settlementTime) {}

    private final String memberId;
    private final ClearingType clearingType;
    private final LocalDate firstDay;
    private final Ids ids;
    private final Agenda agenda = new Agenda();
    private final Journal journal = new Journal();
    private final Positions positions;
    private final SubtraderGroups groups;
    private final ApiKeys apiKeys;
    private final ReportLinks reportLinks;

    private final SortedMap<String, Obligation> open = new TreeMap<>();
    private final List<Obligation> overdue = new ArrayList<>();
    private final List<Obligation> past = new ArrayList<>();
    private final Map<String, Obligation> obligations = new HashMap<>();
    private final SortedMap<MarginUnit.Key, Centicents> requirements = new TreeMap<>();
    private final Map<Instant, Map<String, Centicents>> settlementPrices = new HashMap<>();
    private final NavigableMap<LocalDate, Map<String, BigDecimal>> settledPositions = new TreeMap<>();
    private final Map<Instant, List<Funding>> funding = new HashMap<>();
    private final Map<String, Withdrawal> withdrawals = new LinkedHashMap<>();
    private final List<Report> reports = new ArrayList<>();
    private final Map<String, Report> reportsById = new HashMap<>();

    private final List<FundingPaymentDetail> sessionFunding = new ArrayList<>();
    private final List<ClearingTrade> sessionTrades = new ArrayList<>();
    private int sessionStart;
    private Instant guarantyFundUpdated;

    ClearingHouse(String memberId, ClearingType clearingType, long seed, Instant opensAt) {
        this.memberId = memberId;
        this.clearingType = clearingType;
        this.firstDay = SettlementCalendar.day(opensAt);
        this.guarantyFundUpdated = opensAt;
        this.ids = new Ids(seed);
        this.positions = new Positions(seed);
        this.groups = new SubtraderGroups(positions);
        this.apiKeys = new ApiKeys(positions);
        this.reportLinks = new ReportLinks(ids.secret(32));
        agenda.add(SettlementCalendar.fundingAfter(opensAt), Agenda.Kind.FUNDING, this::fund);
        agenda.add(SettlementCalendar.settlementAfter(opensAt), Agenda.Kind.SETTLEMENT, this::settle);
        agenda.add(SettlementCalendar.noonAfter(opensAt), Agenda.Kind.REPORTS, this::reportNoon);
    }

    void runUntil(Instant now) {
        agenda.runUntil(now);
    }

    // ---------------------------------------------------------------- money in and out

    void deposit(Centicents money, Instant now) {
        journal.post(now, "deposit", ids.next(), Map.of(Account.AVAILABLE, money, Account.BANK, money.negate()));
        payOverdue(now);
    }

    void contributeToGuarantyFund(Centicents money, Instant now) {
        journal.post(
                now,
                "guaranty_fund_contribution",
                ids.next(),
                Map.of(Account.GUARANTY_FUND, money, Account.BANK, money.negate()));
        guarantyFundUpdated = now;
    }

    Withdrawal withdraw(FixedPointDollars amount, Instant now) {
        if (!amount.isPositive()) {
            throw new Refusal(400, "invalid_amount", "the amount is not more than zero", amount.toString());
        }
        if (amount.toBigDecimal().stripTrailingZeros().scale() > 4) {
            throw new Refusal(400, "invalid_amount", "the amount has more than four decimals", amount.toString());
        }
        FixedPointDollars available = balance(Account.AVAILABLE).toDollars();
        if (amount.compareTo(available) > 0) {
            throw new Refusal(
                    400,
                    "insufficient_balance",
                    "the amount is more than what is available",
                    amount + " of " + available);
        }
        Withdrawal withdrawal = new Withdrawal(ids.next(), amount, now);
        withdrawals.put(withdrawal.id(), withdrawal);
        Centicents money = amount.toCenticents();
        journal.post(
                now,
                "withdrawal_requested",
                withdrawal.id(),
                Map.of(Account.AVAILABLE, money.negate(), Account.LOCKED, money));
        agenda.add(now.plus(WITHDRAWAL_PROCESSING_AFTER), Agenda.Kind.WITHDRAWAL, at -> {
            if (withdrawal.isUnderWay()) {
                withdrawal.status(WithdrawalStatus.PROCESSING);
            }
        });
        agenda.add(now.plus(WITHDRAWAL_PROCESSED_AFTER), Agenda.Kind.WITHDRAWAL, at -> process(withdrawal, at));
        return withdrawal;
    }

    private void process(Withdrawal withdrawal, Instant at) {
        if (withdrawal.isUnderWay()) {
            withdrawal.status(WithdrawalStatus.PROCESSED);
            Centicents money = withdrawal.amount().toCenticents();
            journal.post(
                    at,
                    "withdrawal_processed",
                    withdrawal.id(),
                    Map.of(Account.LOCKED, money.negate(), Account.BANK, money));
        }
    }

    void failWithdrawal(String id, Instant now) {
        Withdrawal withdrawal = withdrawals.get(id);
        if (withdrawal == null || !withdrawal.isUnderWay()) {
            throw new IllegalArgumentException("There is no withdrawal " + id + " under way");
        }
        withdrawal.status(WithdrawalStatus.FAILED);
        Centicents money = withdrawal.amount().toCenticents();
        journal.post(
                now,
                "withdrawal_failed",
                withdrawal.id(),
                Map.of(Account.LOCKED, money.negate(), Account.AVAILABLE, money));
        payOverdue(now);
    }

    @Nullable
    Withdrawal withdrawal(String id) {
        return withdrawals.get(id);
    }

    // ---------------------------------------------------------------- trades, funding, settlement

    void trade(ClearingTrade trade) {
        positions
                .requireSubtrader(trade.subtraderId())
                .holdings()
                .computeIfAbsent(trade.ticker(), ticker -> new Holding())
                .trade(trade.quantity().toBigDecimal(), trade.price().toBigDecimal(), trade.fees());
        sessionTrades.add(trade);
    }

    private void fund(Instant at) {
        Instant settlement = SettlementCalendar.settlementAtOrAfter(at);
        for (Subtrader subtrader : positions.subtraders()) {
            subtrader.holdings().forEach((ticker, holding) -> {
                if (holding.isOpen()) {
                    Centicents amount = positions.funding(ticker, holding);
                    holding.fund(amount);
                    FundingPaymentDetail detail = FundingPaymentDetail.builder()
                            .id(ids.next())
                            .marketTicker(ticker)
                            .subtraderId(subtrader.id())
                            .fundingTime(at)
                            .positionQuantityFp(holding.quantity())
                            .notionalValueCenticents(holding.value(positions.mark(ticker)))
                            .fundingAmountCenticents(amount)
                            .build();
                    sessionFunding.add(detail);
                    record(new Funding(detail, settlement));
                }
            });
        }
        agenda.add(SettlementCalendar.fundingAfter(at), Agenda.Kind.FUNDING, this::fund);
    }

    private void record(Funding payment) {
        funding.computeIfAbsent(payment.detail().fundingTime(), time -> new ArrayList<>())
                .add(payment);
    }

    private void settle(Instant at) {
        List<SettlementDetail> settlement = new ArrayList<>();
        List<DaySnapshot.PositionRow> held = heldPositions();
        Map<String, BigDecimal> netted = new TreeMap<>();
        for (Subtrader subtrader : positions.subtraders()) {
            subtrader.holdings().forEach((ticker, holding) -> {
                BigDecimal mark = positions.mark(ticker);
                if (holding.isSettled(mark)) {
                    settlement.add(settlementRow(
                            subtrader.id(), ticker, holding.quantity(), holding.variation(mark), holding.fees()));
                }
                netted.merge(ticker, holding.exactQuantity(), BigDecimal::add);
                holding.settle(mark);
            });
        }
        LocalDate day = SettlementCalendar.day(at);
        settledPositions.put(day, netted);
        settlementPrices.put(at, prices());
        Obligation.Rows rows = new Obligation.Rows(settlement, marginRows(day), sessionFunding);
        if (!rows.isEmpty()) {
            open(rows, at);
        }
        List<ClearingTrade> trades = List.copyOf(sessionTrades);
        List<Posting> activity = List.copyOf(journal.balanceHistory()
                .subList(sessionStart, journal.balanceHistory().size()));
        DaySnapshot snapshot = snapshot(held, at);
        agenda.add(
                at.plus(REPORTS_AFTER),
                Agenda.Kind.REPORTS,
                created -> report(snapshot, snapshot.endOfDay(trades, rows, activity), created, null));
        sessionFunding.clear();
        sessionTrades.clear();
        sessionStart = journal.balanceHistory().size();
        agenda.add(SettlementCalendar.settlementAfter(at), Agenda.Kind.SETTLEMENT, this::settle);
    }

    private SettlementDetail settlementRow(
            String subtraderId, String ticker, FixedPointCount position, Centicents profit, Centicents fees) {
        return SettlementDetail.builder()
                .id(ids.next())
                .marketTicker(ticker)
                .subtraderId(subtraderId)
                .positionQuantityFp(position)
                .pnlCenticents(profit)
                .totalFeesCenticents(fees)
                .totalAmountCenticents(profit.minus(fees))
                .build();
    }

    /** What every subtrader and group needs from now on, and what those that are no more need no longer. */
    private List<MaintenanceMarginDetail> marginRows(LocalDate day) {
        Calibration calibration = positions.calibration(day);
        List<MaintenanceMarginDetail> rows = new ArrayList<>();
        for (MarginUnit unit : units()) {
            Centicents required = requirement(unit, calibration).total();
            if (required.value() != 0 || requirement(unit.key()).value() != 0) {
                rows.add(marginRow(unit.key(), required));
            }
        }
        return rows;
    }

    private MaintenanceMarginDetail marginRow(MarginUnit.Key unit, Centicents required) {
        Centicents before = requirement(unit);
        requirements.put(unit, required);
        return MaintenanceMarginDetail.builder()
                .id(ids.next())
                .subtraderId(unit.subtraderId())
                .marginGroupId(unit.groupId())
                .maintenanceMarginCenticents(required)
                .maintenanceMarginDeltaCenticents(required.minus(before))
                .build();
    }

    /** All that is margined, and what was at the last settlement and is no more: without members. */
    List<MarginUnit> units() {
        SortedMap<MarginUnit.Key, MarginUnit> units = new TreeMap<>();
        requirements.keySet().forEach(key -> units.put(key, new MarginUnit(key, List.of())));
        groups.units().forEach(unit -> units.put(unit.key(), unit));
        return List.copyOf(units.values());
    }

    /** What a unit needed at the last settlement. */
    Centicents requirement(MarginUnit.Key unit) {
        return requirements.getOrDefault(unit, Centicents.ZERO);
    }

    MarginRequirement requirement(MarginUnit unit, Calibration calibration) {
        return MarginRequirement.of(positions.exposures(unit.members()), marginsJointly(clearingType), calibration);
    }

    /** Clients of a futures commission merchant are margined market by market. */
    static boolean marginsJointly(ClearingType type) {
        return type.equals(ClearingType.SELF_CLEARING);
    }

    // ---------------------------------------------------------------- obligations

    Obligation addObligation(NewObligation wanted, Instant now) {
        List<SettlementDetail> settlement = new ArrayList<>();
        wanted.settlement()
                .forEach(row -> settlement.add(
                        settlementRow(row.subtraderId(), row.ticker(), row.position(), row.profit(), row.fees())));
        List<MaintenanceMarginDetail> margin = new ArrayList<>();
        wanted.maintenanceMargin()
                .forEach(row -> margin.add(marginRow(new MarginUnit.Key(row.subtraderId(), false), row.required())));
        List<FundingPaymentDetail> payments = new ArrayList<>();
        wanted.funding().forEach(row -> {
            FundingPaymentDetail detail = FundingPaymentDetail.builder()
                    .id(ids.next())
                    .marketTicker(row.ticker())
                    .subtraderId(row.subtraderId())
                    .fundingTime(row.fundingTime())
                    .positionQuantityFp(row.position())
                    .notionalValueCenticents(row.notionalValue())
                    .fundingAmountCenticents(row.received())
                    .build();
            payments.add(detail);
            record(new Funding(detail, now));
        });
        return open(new Obligation.Rows(settlement, margin, payments), now);
    }

    private Obligation open(Obligation.Rows rows, Instant at) {
        Obligation obligation = new Obligation(ids.next(), at, rows);
        obligations.put(obligation.id(), obligation);
        open.put(obligation.id(), obligation);
        Centicents delta = rows.maintenanceMarginDelta();
        journal.post(
                at,
                "obligation",
                obligation.id(),
                Map.of(
                        Account.MAINTENANCE_MARGIN,
                        delta,
                        Account.CLEARING_HOUSE,
                        rows.fees().minus(rows.profit()),
                        Account.DUE,
                        rows.amount()));
        agenda.add(at.plus(PAYMENT_AFTER), Agenda.Kind.PAYMENT, due -> pay(obligation, due));
        return obligation;
    }

    /** What the balance does not cover stays open until money comes in. */
    private void pay(Obligation obligation, Instant at) {
        Centicents remaining = obligation.remaining();
        Centicents available = balance(Account.AVAILABLE);
        Centicents moved = remaining.compareTo(available.negate()) < 0 ? available.negate() : remaining;
        if (moved.value() != 0) {
            String transaction = ids.next();
            journal.post(at, "settlement", transaction, Map.of(Account.AVAILABLE, moved, Account.DUE, moved.negate()));
            obligation.receive(moved, ids.next(), transaction, at);
        }
        if (obligation.remaining().value() == 0) {
            obligation.close(at);
            open.remove(obligation.id());
            overdue.remove(obligation);
            past.add(obligation);
        } else if (!overdue.contains(obligation)) {
            overdue.add(obligation);
        }
        if (moved.value() > 0) {
            payOverdue(at);
        }
    }

    private void payOverdue(Instant at) {
        for (Obligation obligation : List.copyOf(overdue)) {
            if (balance(Account.AVAILABLE).value() > 0) {
                pay(obligation, at);
            }
        }
    }

    // ---------------------------------------------------------------- reports

    private void reportNoon(Instant at) {
        DaySnapshot snapshot = snapshot(heldPositions(), at);
        report(snapshot, snapshot.withinTheDay(), at, at);
        agenda.add(SettlementCalendar.noonAfter(at), Agenda.Kind.REPORTS, this::reportNoon);
    }

    private List<DaySnapshot.PositionRow> heldPositions() {
        List<DaySnapshot.PositionRow> rows = new ArrayList<>();
        for (Subtrader subtrader : positions.subtraders()) {
            subtrader.holdings().forEach((ticker, holding) -> {
                if (holding.isOpen()) {
                    rows.add(new DaySnapshot.PositionRow(subtrader.id(), ticker, holding.quantity()));
                }
            });
        }
        return rows;
    }

    private DaySnapshot snapshot(List<DaySnapshot.PositionRow> held, Instant at) {
        Map<String, BigDecimal> marks = new LinkedHashMap<>();
        positions.markets().values().forEach(market -> marks.put(market.ticker(), market.mark()));
        Map<Account, Centicents> balances = new HashMap<>();
        for (Account account : Account.values()) {
            balances.put(account, balance(account));
        }
        return new DaySnapshot(memberId, at, marks, held, balances);
    }

    private void report(
            DaySnapshot snapshot,
            Map<MarginReportType, Supplier<byte[]>> files,
            Instant createdAt,
            @Nullable Instant snapshotAt) {
        files.forEach((type, content) -> {
            Report report =
                    new Report(ids.next(), type, snapshot.date(), snapshotAt == null, createdAt, snapshotAt, content);
            reports.add(report);
            reportsById.put(report.id(), report);
        });
    }

    /** Oldest first. */
    List<Report> reports() {
        return Collections.unmodifiableList(reports);
    }

    @Nullable
    Report report(String id) {
        return reportsById.get(id);
    }

    ReportLinks reportLinks() {
        return reportLinks;
    }

    // ---------------------------------------------------------------- reading

    String memberId() {
        return memberId;
    }

    ClearingType clearingType() {
        return clearingType;
    }

    /** The first day with calibrated margins. */
    LocalDate firstDay() {
        return firstDay;
    }

    Ids ids() {
        return ids;
    }

    Positions positions() {
        return positions;
    }

    SubtraderGroups groups() {
        return groups;
    }

    ApiKeys apiKeys() {
        return apiKeys;
    }

    Journal journal() {
        return journal;
    }

    Centicents balance(Account account) {
        return journal.balance(account);
    }

    /** When the contribution last changed; before there is one, when the ledger was opened: the contract requires a time. */
    Instant guarantyFundUpdated() {
        return guarantyFundUpdated;
    }

    /** By id. */
    List<Obligation> openObligations() {
        return List.copyOf(open.values());
    }

    /** In the order in which they were paid. */
    List<Obligation> pastObligations() {
        return Collections.unmodifiableList(past);
    }

    @Nullable
    Obligation obligation(String id) {
        return obligations.get(id);
    }

    List<Funding> funding(Instant time) {
        return Collections.unmodifiableList(funding.getOrDefault(time, List.of()));
    }

    /** What funding has brought since the last settlement. */
    Centicents unsettledFunding() {
        return Amounts.sum(sessionFunding, FundingPaymentDetail::fundingAmountCenticents);
    }

    /** Empty when there was no settlement at that moment. */
    Map<String, Centicents> settlementPrices(Instant time) {
        return settlementPrices.getOrDefault(time, Map.of());
    }

    private Map<String, Centicents> prices() {
        Map<String, Centicents> prices = new TreeMap<>();
        positions.markets().values().forEach(market -> prices.put(market.ticker(), Amounts.nearest(market.mark())));
        return Collections.unmodifiableMap(prices);
    }

    /** The member's positions at the settlement of each day, by market. */
    NavigableMap<LocalDate, Map<String, BigDecimal>> settledPositions() {
        return Collections.unmodifiableNavigableMap(settledPositions);
    }
}
