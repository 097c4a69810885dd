package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public names that the generator gives to what stands in a contract. Callers compile against them, so that they can be
 * recorded and compared: whatever changes one breaks callers, be it an edit, an overlay or the generator.
 */
public final class GeneratedNames {
    private GeneratedNames() {}

    /**
     * The names of a contract.
     *
     * @param contract the contract, overlays applied
     * @return by place: {@code GET /margin/orders} to {@code OrdersApi.list}, {@code GET /margin/orders(min_ts)} to
     *     {@code minTs}, {@code schema Order} to {@code Order}, {@code member Order.client_order_id} to
     *     {@code clientOrderId}, {@code value OrderStatus.resting} to {@code RESTING}
     * @throws ContractException if something has no Java name
     */
    public static SortedMap<String, String> of(Contract contract) {
        SortedMap<String, String> names = new TreeMap<>();
        for (Contract.RawOperation operation : contract.operations()) {
            String place = operation.method() + " " + operation.path();
            names.put(
                    place,
                    OperationShapes.interfaceName(OperationShapes.family(operation)) + "."
                            + OperationShapes.method(operation));
            for (ObjectNode parameter : operation.parameters()) {
                if (parameter.path("in").asText().equals("query")) {
                    String wire = parameter.path("name").asText();
                    names.put(place + "(" + wire + ")", JavaNames.member(wire, parameter, place));
                }
            }
        }
        contract.schemas().forEach((name, schema) -> {
            if (schema.has("enum") || schema.has("properties")) {
                names.put("schema " + name, name);
            }
            for (JsonNode value : schema.path("enum")) {
                names.put("value " + name + "." + value.asText(), ModelShapes.constant(value.asText(), schema));
            }
            schema.path("properties").properties().forEach(member -> {
                String place = "member " + name + "." + member.getKey();
                names.put(place, JavaNames.member(member.getKey(), member.getValue(), place));
            });
        });
        return Collections.unmodifiableSortedMap(names);
    }
}
