package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.error.MissingMemberException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model was sent beyond its typed members, kept so that writing it back loses nothing: unknown members, and the
 * raw form of known members whose wire form the typed value does not determine (null, {@code ""}, a value of another
 * type). Immutable and safe for use by several threads. Used by generated models.
 */
public final class ModelExtras {
    /** Nothing beyond the typed members: the usual case, shared. */
    public static final ModelExtras NONE = new ModelExtras("$", Map.of(), Map.of(), Map.of());

    private final String path;
    private final Map<String, RawJson> unknown;
    private final Map<String, RawJson> raw;
    private final Map<String, String> problems;

    ModelExtras(String path, Map<String, RawJson> unknown, Map<String, RawJson> raw, Map<String, String> problems) {
        this.path = path;
        this.unknown = unknown;
        this.raw = raw;
        this.problems = problems;
    }

    /**
     * The members that the contract does not know.
     *
     * @return by wire name, in the order they were sent; unmodifiable
     */
    public Map<String, RawJson> unknownMembers() {
        return Collections.unmodifiableMap(unknown);
    }

    /**
     * The value of a required member.
     *
     * @param value the typed value, or null when there is none
     * @param name the member's wire name
     * @param <T> its type
     * @return the value, never null
     * @throws MissingMemberException if there is none
     */
    public <T> T require(@Nullable T value, String name) {
        if (value == null) {
            throw new MissingMemberException(
                    path + "." + name, problems.getOrDefault(name, "The required member was not set"));
        }
        return value;
    }

    /**
     * The value of an optional member. Something that was sent but could not be read is not the same as nothing.
     *
     * @param value the typed value, or null when there is none
     * @param name the member's wire name
     * @param <T> its type
     * @return the value; null when it was not sent, is null or an empty text
     * @throws MissingMemberException if it was sent but could not be read
     */
    public <T> @Nullable T optional(@Nullable T value, String name) {
        if (value == null && !raw.isEmpty()) {
            RawJson sent = raw.get(name);
            if (sent != null && !sent.equals(RawJson.NULL) && !sent.isEmptyScalar()) {
                throw new MissingMemberException(
                        path + "." + name, problems.getOrDefault(name, "The member could not be read"));
            }
        }
        return value;
    }

    /**
     * These extras without the raw form of one member, because the member gets a new value.
     *
     * @param name the member's wire name
     * @return these extras or a copy
     */
    public ModelExtras without(String name) {
        if (!raw.containsKey(name) && !problems.containsKey(name)) {
            return this;
        }
        Map<String, RawJson> fewer = new LinkedHashMap<>(raw);
        fewer.remove(name);
        Map<String, String> fewerProblems = new LinkedHashMap<>(problems);
        fewerProblems.remove(name);
        return new ModelExtras(path, unknown, fewer, fewerProblems);
    }

    /**
     * These extras with one more unknown member.
     *
     * @param name the wire name
     * @param value its value
     * @param known the members that the contract knows
     * @return a copy
     * @throws IllegalArgumentException if the contract knows the member
     */
    public ModelExtras withUnknown(String name, RawJson value, JsonReader.Options known) {
        if (known.strings().contains(name)) {
            throw new IllegalArgumentException(name + " is a member of the contract; it has a setter of its own");
        }
        Map<String, RawJson> more = new LinkedHashMap<>(unknown);
        more.put(name, value);
        return new ModelExtras(path, more, raw, problems);
    }

    boolean isEmpty() {
        return unknown.isEmpty() && raw.isEmpty();
    }

    @Nullable
    RawJson raw(String name) {
        return raw.get(name);
    }

    /** Equality looks at the unknown members only: two spellings of an absent member are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelExtras that && unknown.equals(that.unknown);
    }

    @Override
    public int hashCode() {
        return unknown.hashCode();
    }

    @Override
    public String toString() {
        return unknown.toString();
    }
}
