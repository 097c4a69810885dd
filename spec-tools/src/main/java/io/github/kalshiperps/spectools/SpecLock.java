package io.github.kalshiperps.spectools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says of each pinned contract from which upstream bytes it was derived, and what came out.
 *
 * @param contracts at most one entry for each API, in the order of {@link Api}
 */
public record SpecLock(List<Entry> contracts) {
    private static final String COMMENT =
            "Written by \"perps spec pin\", checked by \"perps spec verify\"; do not edit: see specs/README.md.";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * One pinned contract.
     *
     * @param api whose contract it is
     * @param file the pin, relative to the specs folder
     * @param sha256 of the pin
     * @param version what upstream says in {@code info.version}
     * @param upstream what it was derived from
     * @param counts the size of the contract by kind of object
     * @param defects what is known to be wrong in the upstream document, one line each
     * @param history the upstream documents that were pinned before, the oldest first; each once
     */
    public record Entry(
            Api api,
            String file,
            String sha256,
            String version,
            Upstream upstream,
            Map<String, Integer> counts,
            List<String> defects,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<Earlier> history) {
        /** Keeps copies. */
        public Entry {
            if (!file.equals(api.file())) {
                throw new IllegalArgumentException("the pin of " + api.id() + " is " + api.file() + ", not " + file);
            }
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
            defects = List.copyOf(defects);
            history = List.copyOf(history);
        }

        private Entry behind(Entry old) {
            List<Earlier> earlier = new ArrayList<>(old.history);
            if (!old.upstream.sha256().equals(upstream.sha256())) {
                earlier.add(new Earlier(old.upstream.sha256(), old.upstream.retrieved()));
            }
            earlier.removeIf(one -> one.sha256().equals(upstream.sha256()));
            return new Entry(api, file, sha256, version, upstream, counts, defects, earlier);
        }
    }

    /**
     * The published document that a pin was derived from. It is edited in place and its version hardly moves, so the
     * hash is what tells one edition from the next.
     *
     * @param url where the exchange publishes it
     * @param sha256 of its bytes
     * @param bytes how many there were
     * @param retrieved the day on which it was retrieved, as {@code 2026-12-31}
     */
    public record Upstream(String url, String sha256, int bytes, String retrieved) {}

    /**
     * An upstream document that was pinned once.
     *
     * @param sha256 of its bytes
     * @param retrieved the day on which it was retrieved
     */
    public record Earlier(String sha256, String retrieved) {}

    /** Keeps a sorted copy. */
    public SpecLock {
        if (contracts.stream().map(Entry::api).distinct().count() != contracts.size()) {
            throw new IllegalArgumentException("an API has more than one entry");
        }
        contracts = contracts.stream().sorted(Comparator.comparing(Entry::api)).toList();
    }

    static SpecLock empty() {
        return new SpecLock(List.of());
    }

    static SpecLock parse(JsonNode document, String name) {
        try {
            return MAPPER.treeToValue(document, SpecLock.class);
        } catch (JsonProcessingException e) {
            throw new SpecException(name + " is not a lock: " + e.getOriginalMessage(), e);
        }
    }

    String text() {
        return YamlText.write(COMMENT, MAPPER.valueToTree(this));
    }

    /**
     * The entry of an API.
     *
     * @param api the API
     * @return its entry, or nothing if it was never pinned
     */
    public Optional<Entry> entry(Api api) {
        return contracts.stream().filter(entry -> entry.api() == api).findFirst();
    }

    /** The same lock, but for one entry, which is new or takes the place of an older one and then remembers it. */
    SpecLock with(Entry entry) {
        Entry remembering = entry(entry.api()).map(old -> entry.behind(old)).orElse(entry);
        return new SpecLock(Stream.concat(
                        contracts.stream().filter(other -> other.api() != entry.api()), Stream.of(remembering))
                .toList());
    }
}
