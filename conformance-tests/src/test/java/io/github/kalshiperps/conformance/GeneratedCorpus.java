package io.github.kalshiperps.conformance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes as many captures as are wanted: the authored ones again and again, each time with other values. */
final class GeneratedCorpus {
    private static final Pattern NUMBER = Pattern.compile("(?<=[0-9])[0-9](?=[0-9]*\")");

    private GeneratedCorpus() {}

    /**
     * By command line: the directory and how many megabytes.
     *
     * @param arguments these two
     */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        long bytes = write(Path.of(arguments[0]), Long.parseLong(arguments[1]) << 20);
        System.out.printf(Locale.ROOT, "%d bytes written in %.1f s%n", bytes, (System.nanoTime() - start) / 1e9);
    }

    /**
     * Half of it answers, half of it frames.
     *
     * @param bytes of bodies and frames, about
     * @return how many they are
     */
    static long write(Path directory, long bytes) throws IOException {
        Files.createDirectories(directory);
        Random random = new Random(1);
        List<Authored.Message> answers = authored(Bindings.REST);
        List<Authored.Message> connections = authored(Bindings.WS);
        long written = 0;
        for (int round = 0; written < bytes / 2; round++) {
            for (Authored.Message answer : answers) {
                String body = varied(answer.body(), random);
                String name = String.format(Locale.ROOT, "%06d__%s", round, answer.name());
                new Authored.Message(name, answer.ending(), answer.meta(), body).in(directory);
                written += body.length();
            }
        }
        for (Authored.Message connection : connections) {
            String name = "frames__" + connection.name();
            new Authored.Message(name, connection.ending(), connection.meta(), "").in(directory);
            long share = bytes / 2 / connections.size();
            try (BufferedWriter lines = Files.newBufferedWriter(directory.resolve(name + ".jsonl"))) {
                for (long size = 0; size < share; ) {
                    String frames = varied(connection.body(), random);
                    lines.write(frames.endsWith("\n") ? frames : frames + "\n");
                    size += frames.length();
                    written += frames.length();
                }
            }
        }
        return written;
    }

    private static List<Authored.Message> authored(Bindings bindings) throws IOException {
        List<Authored.Message> messages = new ArrayList<>();
        for (String name : Corpus.of(Authored.corpus(bindings)).names()) {
            messages.add(Authored.message(bindings, name));
        }
        return messages;
    }

    /** Other digits in the middle of texts. What has a form keeps it, more or less: what breaks is found. */
    private static String varied(String body, Random random) {
        Matcher digits = NUMBER.matcher(body);
        StringBuilder varied = new StringBuilder(body.length());
        while (digits.find()) {
            digits.appendReplacement(varied, random.nextInt(10) == 0 ? "" + random.nextInt(10) : digits.group());
        }
        return digits.appendTail(varied).toString();
    }
}
