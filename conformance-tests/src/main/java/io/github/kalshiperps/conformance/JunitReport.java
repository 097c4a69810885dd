package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Uncompared;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a report as JUnit XML, for a CI server. A test case is an operation or a type of message: the contract names them, so
 * that a case is the same from one run to the next and one that passes is there as well, while a kind at a path has no name
 * before it fails. What nothing shows, and what is known, is skipped, with the reason. The same run gives the same bytes.
 */
final class JunitReport {
    /** How many findings of one case are told in full. */
    private static final int TOLD = 20;

    private final Map<String, Map<String, Case>> suites = new LinkedHashMap<>();

    private JunitReport() {}

    /** What is told of an operation or a type. */
    private static final class Case {
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private boolean shown;

        private List<Finding> open() {
            return findings.stream().filter(finding -> finding.known() == null).toList();
        }

        private boolean isFailed() {
            return errors.isEmpty() && !open().isEmpty();
        }

        private boolean isSkipped() {
            return errors.isEmpty() && open().isEmpty() && (!shown || !findings.isEmpty());
        }
    }

    static String of(Report report) {
        JunitReport junit = new JunitReport();
        junit.collect(report);
        StringWriter xml = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(xml);
            junit.write(report, writer);
            writer.close();
        } catch (XMLStreamException e) {
            throw new AssertionError("A text in memory can be written", e);
        }
        return xml + "\n";
    }

    private void collect(Report report) {
        for (Coverage coverage : report.coverage()) {
            Map<String, Case> suite = suite(coverage.contract().api().title());
            for (Tally tally : coverage.tallies()) {
                if (tally.documented() == Documented.CHANNEL) {
                    continue; // Its messages are cases already.
                }
                tally.documentedMarks().forEach((name, marks) -> {
                    for (String test : tally.documented() == Documented.MESSAGE ? marks : List.of(name)) {
                        Case told = suite.computeIfAbsent(test, first -> new Case());
                        told.shown |= !tally.counts()
                                .getOrDefault(name, new TreeMap<>())
                                .isEmpty();
                    }
                });
            }
        }
        for (Finding finding : report.findings()) {
            boolean isFrame = finding.source().sort() != Source.Sort.OPERATION;
            Coverage coverage = report.coverage().stream()
                    .filter(each -> (each.transport() == Transport.WEBSOCKET) == isFrame)
                    .findFirst()
                    .orElseThrow();
            Case told = suite(coverage.contract().api().title())
                    .computeIfAbsent(finding.source().words(), first -> new Case());
            told.shown = true;
            told.findings.add(finding);
        }
        for (List<Uncompared> broken : List.of(report.broken(), report.brokenFrames())) {
            for (Uncompared each : broken) {
                suite("captures")
                        .computeIfAbsent(each.capture(), first -> new Case())
                        .errors
                        .add((each.line() > 0 ? "line " + each.line() + ": " : "")
                                + each.reason()
                                + (each.more() == 0 ? "" : " and " + each.more() + " more"));
            }
        }
    }

    private Map<String, Case> suite(String name) {
        return suites.computeIfAbsent(name, first -> new TreeMap<>());
    }

    private void write(Report report, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute(xml, "name", "conformance");
        for (Map.Entry<String, Map<String, Case>> suite : suites.entrySet()) {
            Map<String, Case> cases = suite.getValue();
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testsuite");
            attribute(xml, "name", suite.getKey());
            attribute(xml, "tests", "" + cases.size());
            attribute(
                    xml,
                    "failures",
                    "" + cases.values().stream().filter(Case::isFailed).count());
            attribute(
                    xml,
                    "errors",
                    ""
                            + cases.values().stream()
                                    .filter(each -> !each.errors.isEmpty())
                                    .count());
            attribute(
                    xml,
                    "skipped",
                    "" + cases.values().stream().filter(Case::isSkipped).count());
            attribute(xml, "time", "0");
            for (Map.Entry<String, Case> each : cases.entrySet()) {
                xml.writeCharacters("\n    ");
                write(report, suite.getKey(), each.getKey(), each.getValue(), xml);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void write(Report report, String suite, String name, Case told, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", suite);
        attribute(xml, "name", name.isEmpty() ? "(no name)" : name);
        attribute(xml, "time", "0");
        if (!told.errors.isEmpty()) {
            outcome(xml, "error", told.errors.get(0), "broken", String.join("\n", told.errors));
        } else if (told.isFailed()) {
            List<Finding> open = told.open();
            outcome(
                    xml,
                    "failure",
                    open.stream()
                            .map(finding -> finding.kind() + " at " + finding.path())
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    open.get(0).kind().name(),
                    open.stream()
                                    .limit(TOLD)
                                    .map(finding -> words(report, finding))
                                    .collect(Collectors.joining("\n"))
                            + (open.size() > TOLD ? "\nand " + (open.size() - TOLD) + " more, in report.json" : ""));
        } else if (told.isSkipped()) {
            xml.writeStartElement("skipped");
            attribute(
                    xml,
                    "message",
                    told.shown
                            ? told.findings.stream()
                                    .flatMap(finding -> Stream.ofNullable(finding.known()))
                                    .map(KnownDrift::reason)
                                    .distinct()
                                    .collect(Collectors.joining("; ", "known: ", ""))
                            : "no capture shows it");
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void outcome(XMLStreamWriter xml, String element, String message, String type, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", message);
        attribute(xml, "type", type);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static String words(Report report, Finding finding) {
        ModelPlace model = finding.evidence().model();
        return finding.kind() + " at " + finding.firstAt() + " of " + finding.capture()
                + (finding.source().line() > 0 ? ", line " + finding.source().line() : "")
                + (report.isNew(finding) ? " (new)" : "")
                + "\n  expected: " + finding.expected()
                + "\n  found:    " + finding.example()
                + (model.behaviour().isEmpty()
                        ? ""
                        : "\n  model:    " + (model.accessor() + " " + model.behaviour()).strip())
                + "\n  to do:    " + finding.kind().action();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** Without the characters that no XML document can have. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> character == '\n' || character == '\t' || (character >= ' ' && isLegal(character))
                        ? character
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int character) {
        return character <= 0xD7FF || (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
    }
}
