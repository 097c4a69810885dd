package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.completeness.AsksForAll;
import io.github.kalshiperps.spectools.contract.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the decisions against the contracts: a new member that may identify somebody needs one. */
class IdentifyingTest {
    /** What a contract names. */
    private static final class Names {
        final NavigableSet<String> members = new TreeSet<>();
        final NavigableSet<String> maps = new TreeSet<>();

        Names(JsonNode document) {
            collect(document);
        }

        private void collect(JsonNode node) {
            node.path("properties").properties().forEach(member -> {
                members.add(member.getKey());
                if (member.getValue().has("additionalProperties")) {
                    maps.add(member.getKey());
                }
            });
            if (node.path("name").isTextual()
                    && Set.of("path", "query").contains(node.path("in").asText())) {
                members.add(node.path("name").asText());
            }
            node.forEach(this::collect);
        }
    }

    private static Names names(Bindings bindings) {
        return new Names(Pinned.contract(bindings.api()).document());
    }

    @AsksForAll
    @ParameterizedTest
    @EnumSource
    void everyMemberThatMayIdentifyIsDecided(Bindings bindings) {
        assertThat(names(bindings).members.stream()
                        .filter(Identifying::isTelling)
                        .toList())
                .as("members to decide on in identifying.json")
                .isSubsetOf(decided(Identifying.of(bindings.api())));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDecidedIsAMemberOfTheContract(Bindings bindings) {
        Identifying identifying = Identifying.of(bindings.api());

        NavigableSet<String> names = names(bindings).members;
        assertThat(names).hasSizeGreaterThan(50);
        assertThat(decided(identifying)).isSubsetOf(names);
        assertThat(identifying.scrubbed()).as("decided once").doesNotContainAnyElementsOf(identifying.kept());
    }

    private static Set<String> decided(Identifying identifying) {
        Set<String> decided = new TreeSet<>(identifying.scrubbed());
        decided.addAll(identifying.kept());
        return decided;
    }

    @AsksForAll
    @ParameterizedTest
    @EnumSource
    void everyMapIsDecided(Bindings bindings) {
        assertThat(names(bindings).maps).isSubsetOf(decidedMaps(bindings));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDecidedIsAMapOfTheContract(Bindings bindings) {
        assertThat(decidedMaps(bindings)).isSubsetOf(names(bindings).maps);
    }

    private static Set<String> decidedMaps(Bindings bindings) {
        Identifying identifying = Identifying.of(bindings.api());
        Set<String> decided = new TreeSet<>(identifying.scrubbedKeys());
        decided.addAll(identifying.keptKeys());
        return decided;
    }

    @AsksForAll
    @ParameterizedTest
    @EnumSource(names = {"REST", "KLEAR"})
    void everyPathWithAnIdIsDecided(Bindings bindings) {
        Identifying identifying = Identifying.of(bindings.api());

        assertThat(identifyingPaths(bindings, identifying)).isSubsetOf(identifying.scrubbedPaths());
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "KLEAR"})
    void whatIsDecidedIsAPathOfTheContract(Bindings bindings) {
        ContractFile contract = Pinned.contract(bindings.api());
        Identifying identifying = Identifying.of(bindings.api());

        assertThat(identifying.scrubbedPaths())
                .doesNotHaveDuplicates()
                .isSubsetOf(identifyingPaths(bindings, identifying));
        String base = contract.basePaths().first();
        assertThat(contract.document().path("paths").fieldNames())
                .toIterable()
                .map(path -> base + path)
                .containsAll(identifying.keptPaths());
    }

    private static List<String> identifyingPaths(Bindings bindings, Identifying identifying) {
        ContractFile contract = Pinned.contract(bindings.api());
        String base = contract.basePaths().first();
        List<String> identifyingPaths = new ArrayList<>();
        contract.document().path("paths").fieldNames().forEachRemaining(path -> {
            if (Operation.segments(path).stream()
                    .filter(segment -> segment.startsWith("{"))
                    .anyMatch(segment -> identifying.isMember(segment.substring(1, segment.length() - 1)))) {
                identifyingPaths.add(base + path);
            }
        });
        return identifyingPaths;
    }

    @ParameterizedTest
    @ValueSource(strings = {"account_email", "accountNumber", "holder-name", "ip", "fcm_member_id", "X-Session", "url"})
    void whatNobodyDecidedIsDecidedByItsName(String name) {
        for (Api api : Api.values()) {
            assertThat(Identifying.of(api).isMember(name)).isTrue();
        }
    }

    @Test
    void otherMembersStay() {
        assertThat(Identifying.of(Api.REST).isMember("order_id")).isFalse();
        assertThat(Identifying.of(Api.REST).isMember("price")).isFalse();
        assertThat(Identifying.of(Api.REST).isMember("identity_less")).isFalse();
    }
}
