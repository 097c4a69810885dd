package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.core.error.DecodeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The message that is being compared, from which findings take their evidence. Nothing is looked up before one is made. */
final class Subject {
    private final ObjectNode contract;
    private final String schema;
    private final Place place;
    private final @Nullable Wire sent;
    private final Function<List<Step>, ModelPlace> model;

    private Subject(
            ObjectNode contract,
            String schema,
            Place place,
            @Nullable Wire sent,
            Function<List<Step>, ModelPlace> model) {
        this.contract = contract;
        this.schema = schema;
        this.place = place;
        this.sent = sent;
        this.model = model;
    }

    /**
     * A message without a model.
     *
     * @param contract of its API
     * @param schema a pointer to what the contract says of it; empty when it says nothing
     * @param place where in its capture it stands
     * @param sent the message; null when it has no body
     */
    static Subject of(ContractFile contract, String schema, Place place, @Nullable Wire sent) {
        return new Subject(contract.document(), schema, place, sent, steps -> ModelPlace.NONE);
    }

    /** The same with a model of the whole message, which is read when it is needed. */
    Subject readAs(RoundTrip roundTrip, String text) {
        return new Subject(contract, schema, place, sent, new Reading(roundTrip, text));
    }

    /** The same, of which callers learn in one way only. */
    Subject readAs(ModelPlace everywhere) {
        return new Subject(contract, schema, place, sent, steps -> everywhere);
    }

    /** Reads a message when somebody asks, and no more than once. */
    private static final class Reading implements Function<List<Step>, ModelPlace> {
        private final RoundTrip roundTrip;
        private final String text;
        private boolean isRead;
        private @Nullable Object model;
        private ModelPlace without = ModelPlace.NONE;

        Reading(RoundTrip roundTrip, String text) {
            this.roundTrip = roundTrip;
            this.text = text;
        }

        @Override
        public ModelPlace apply(List<Step> steps) {
            if (!isRead) {
                isRead = true;
                read();
            }
            return model == null ? without : ModelPlace.of(model, steps);
        }

        private void read() {
            try {
                model = roundTrip.read(text);
            } catch (DecodeException e) {
                without =
                        new ModelPlace("", "the message cannot be read: " + Excerpt.of(String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                // A defect of a model, which is a finding of its own.
                without = new ModelPlace("", "reading the message fails: " + Excerpt.of(e.toString()));
            }
        }
    }

    /** What stands at a place of the message. */
    Evidence at(Place at) {
        String path = at.exact().startsWith(place.exact())
                ? at.exact().substring(place.exact().length())
                : "";
        List<Step> steps = sent == null ? List.of() : Step.to(path, sent);
        return new Evidence(
                schema.isEmpty() ? ContractPlace.NONE : ContractPlace.of(contract, schema, steps),
                sent == null ? WireExcerpt.NONE : WireExcerpt.of(sent, place.exact(), steps),
                model.apply(steps));
    }
}
