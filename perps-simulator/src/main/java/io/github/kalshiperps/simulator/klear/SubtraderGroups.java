package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.simulator.engine.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which subtraders are margined jointly. Not safe for use by several threads: the ledger's lock guards it. */
final class SubtraderGroups {
    private final Positions positions;
    private final Map<UUID, List<String>> groups = new LinkedHashMap<>();

    SubtraderGroups(Positions positions) {
        this.positions = positions;
    }

    /** Members by group, oldest group first. */
    Map<UUID, List<String>> all() {
        return Collections.unmodifiableMap(groups);
    }

    void create(UUID id, List<String> subtraderIds) {
        check(null, subtraderIds);
        groups.put(id, List.copyOf(subtraderIds));
    }

    void update(UUID id, List<String> subtraderIds) {
        if (!groups.containsKey(id)) {
            throw new Refusal(404, "not_found", "there is no such subtrader group", null);
        }
        check(id, subtraderIds);
        groups.put(id, List.copyOf(subtraderIds));
    }

    /** Nothing happens when there is none. */
    void delete(UUID id) {
        groups.remove(id);
    }

    private void check(@Nullable UUID changed, List<String> subtraderIds) {
        if (subtraderIds.isEmpty()) {
            throw new Refusal(400, "invalid_subtrader_ids", "a group needs at least one subtrader", null);
        }
        Set<String> seen = new HashSet<>();
        for (String id : subtraderIds) {
            if (id.isBlank()) {
                throw new Refusal(400, "invalid_subtrader_ids", "a subtrader's id is empty", null);
            }
            if (!seen.add(id)) {
                throw new Refusal(400, "invalid_subtrader_ids", "a subtrader is named twice", id);
            }
            if (positions.subtrader(id) == null) {
                throw new Refusal(404, "subtrader_not_found", "there is no such subtrader", id);
            }
        }
        groups.forEach((group, members) -> {
            if (!group.equals(changed)) {
                for (String member : members) {
                    if (seen.contains(member)) {
                        throw new Refusal(
                                409, "subtrader_already_in_group", "the subtrader is in another group", member);
                    }
                }
            }
        });
    }

    /** Every subtrader once: on its own, or with its group. */
    List<MarginUnit> units() {
        Map<String, UUID> groupOf = new HashMap<>();
        groups.forEach((group, members) -> members.forEach(member -> groupOf.put(member, group)));
        Map<UUID, List<Subtrader>> grouped = new LinkedHashMap<>();
        List<MarginUnit> units = new ArrayList<>();
        for (Subtrader subtrader : positions.subtraders()) {
            UUID group = groupOf.get(subtrader.id());
            if (group == null) {
                units.add(new MarginUnit(new MarginUnit.Key(subtrader.id(), false), List.of(subtrader)));
            } else {
                grouped.computeIfAbsent(group, id -> new ArrayList<>()).add(subtrader);
            }
        }
        grouped.forEach((group, members) ->
                units.add(new MarginUnit(new MarginUnit.Key(group.toString(), true), List.copyOf(members))));
        return units;
    }
}
