package io.github.kalshiperps.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the templates of messages and commands are filled with; nothing for a contract without any. */
final class MessageShapes {
    private final List<Message> messages;

    MessageShapes(Contract contract) {
        this.messages = contract.messages();
    }

    boolean any() {
        return !messages.isEmpty();
    }

    Map<String, Object> shape() {
        Map<String, List<Message>> byType = new TreeMap<>();
        List<Map<String, String>> serverMessages = new ArrayList<>();
        List<Map<String, String>> commands = new ArrayList<>();
        for (Message message : messages) {
            (message.isCommand() ? commands : serverMessages).add(Map.of("payload", message.payload()));
            if (!message.isCommand()) {
                byType.computeIfAbsent(message.value(), type -> new ArrayList<>())
                        .add(message);
            }
        }
        List<Map<String, Object>> types = new ArrayList<>();
        byType.forEach((type, payloads) -> types.add(type(type, payloads)));
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("serverMessages", serverMessages);
        shape.put("commands", commands);
        shape.put("messageTypes", types);
        return shape;
    }

    private static Map<String, Object> type(String type, List<Message> payloads) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("value", ModelShapes.escaped(type));
        List<String> classes = new ArrayList<>();
        payloads.forEach(payload -> classes.add(payload.payload() + ".class"));
        shape.put("classes", String.join(", ", classes));
        if (payloads.size() == 1) {
            shape.put("single", payloads.get(0).payload());
            return shape;
        }
        if (payloads.size() > 2) {
            throw new ContractException("More than two payloads are called '" + type + "'");
        }
        boolean firstIsList = !payloads.get(0).listOf().isEmpty();
        Message list = payloads.get(firstIsList ? 0 : 1);
        shape.put("list", list.payload());
        shape.put("member", ModelShapes.escaped(list.listOf()));
        shape.put("other", payloads.get(firstIsList ? 1 : 0).payload());
        return shape;
    }
}
