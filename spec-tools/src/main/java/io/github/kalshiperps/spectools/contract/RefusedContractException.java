package io.github.kalshiperps.spectools.contract;

import java.io.Serial;
import java.util.List;

/** A document holds something that the canonical form has no place for: a person has to look before it is pinned. */
public final class RefusedContractException extends SpecException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RefusedContractException(List<String> problems) {
        super("the contract is refused:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that was refused, not only the first.
     *
     * @return one line each: where it stands and what is wrong
     */
    public List<String> problems() {
        return problems;
    }
}
