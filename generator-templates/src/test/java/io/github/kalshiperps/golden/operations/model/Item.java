package io.github.kalshiperps.golden.operations.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.core.json.RequestChecks;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code Item} of the contract; not described yet.
 *
 * <p>Sent by callers: the builder refuses what the exchange would refuse and names the member. Immutable.
 */
public final class Item {
    private final @Nullable String itemId;
    private final ModelExtras extras;

    private Item(Builder builder) {
        this.itemId = builder.itemId;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code itemId}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@code Item.item_id} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String itemId() {
        return extras.require(itemId, "item_id");
    }

    /**
     * Members that were sent but are not in this version's contract.
     *
     * @return by wire name; unmodifiable, never null
     */
    public Map<String, RawJson> unknownMembers() {
        return extras.unknownMembers();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Item that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(itemId, that.itemId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, extras);
    }

    @Override
    public String toString() {
        return "Item[itemId=" + itemId
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Item} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String itemId;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Item from) {
            this.itemId = from.itemId;
            this.extras = from.extras;
        }

        /**
         * {@code Item.item_id} of the contract; not described yet.
         *
         * <p>Wire name {@code item_id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder itemId(String value) {
            this.itemId = Objects.requireNonNull(value, "Item.item_id");
            this.extras = extras.without("item_id");
            return this;
        }

        /**
         * Adds a member that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the contract knows the member: it has a method of its own
         */
        public Builder putUnknownMember(String name, RawJson value) {
            this.extras = extras.withUnknown(name, value, Adapter.NAMES);
            return this;
        }

        /**
         * The object.
         *
         * @return a new object
         * @throws IllegalArgumentException if a required member is missing; the message names it
         */
        public Item build() {
            RequestChecks.required("Item.item_id", itemId);
            return new Item(this);
        }
    }

    /** Reads and writes {@link Item} token by token. */
    static final class Adapter extends JsonAdapter<Item> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("item_id");

        private Adapter() {}

        @Override
        public @Nullable Item fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.itemId = in.scalar("item_id", Codecs.STRING, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("item_id", builder.itemId);
            builder.extras = in.extras();
            return new Item(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Item value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("item_id", Codecs.STRING, value.itemId);
            out.end();
        }
    }
}
