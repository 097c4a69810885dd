package io.github.kalshiperps.klear;

import io.github.kalshiperps.klear.api.ObligationsApi;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.SettlementDetail;
import org.jspecify.annotations.Nullable;

/**
 * All rows behind an obligation. An obligation carries at most 1,000 rows of a kind and says with a {@code …_truncated} flag
 * that there are more; here the flag is followed to the paged operation that has them all. Safe for use by several threads.
 *
 * <p>Each iteration of a truncated list asks anew, page by page, and throws what the operation throws.
 */
public final class ObligationRows {
    private final ObligationsApi obligations;

    ObligationRows(ObligationsApi obligations) {
        this.obligations = obligations;
    }

    /**
     * The settlement rows.
     *
     * @param entry the obligation
     * @return every row
     */
    public Iterable<SettlementDetail> settlementDetails(ObligationEntry entry) {
        return isTrue(entry.settlementDetailsTruncated())
                ? obligations.settlementDetailsAll(entry.id())
                : entry.settlementDetails();
    }

    /**
     * The funding payments.
     *
     * @param entry the obligation
     * @return every row
     */
    public Iterable<FundingPaymentDetail> fundingPayments(ObligationEntry entry) {
        return isTrue(entry.fundingPaymentsTruncated())
                ? obligations.fundingPaymentsAll(entry.id())
                : entry.fundingPayments();
    }

    /**
     * The maintenance-margin rows.
     *
     * @param entry the obligation
     * @return every row
     */
    public Iterable<MaintenanceMarginDetail> maintenanceMarginDetails(ObligationEntry entry) {
        return isTrue(entry.maintenanceMarginDetailsTruncated())
                ? obligations.maintenanceMarginDetailsAll(entry.id())
                : entry.maintenanceMarginDetails();
    }

    /** The flags are optional, and absent means that all rows are there. */
    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
