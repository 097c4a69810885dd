package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {
    @TempDir
    Path directory;

    @Test
    void everyOperationIsACase() throws Exception {
        Element suite = suites(Authored.compare(Bindings.REST)).get(0);

        assertThat(suite.getAttribute("name")).isEqualTo("Perps REST API");
        assertThat(suite.getAttribute("tests")).isEqualTo("50");
        assertThat(suite.getAttribute("failures")).isEqualTo("8");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
        assertThat(children(suite, "testcase")).hasSize(50);
        assertThat(children(suite, "failure")).hasSize(8);
    }

    @Test
    void aFailureHasItsFindings() throws Exception {
        Element failure = only(only(suites(Authored.compare(Bindings.REST)).get(0), "GetMarginMarkets"), "failure");

        assertThat(failure.getAttribute("message"))
                .isEqualTo("FORMAT_BROKEN at $.markets[].tick_size, UNDOCUMENTED_MEMBER at $.markets[].halt_reason");
        assertThat(failure.getAttribute("type")).isEqualTo("FORMAT_BROKEN");
        assertThat(failure.getTextContent()).startsWith("""
                FORMAT_BROKEN at $.markets[1].tick_size of drift__tick_size_empty
                  expected: plain decimal in a string (FixedPointDollars)
                  found:    ""
                  model:    MarginMarket.tickSize() returns null
                  to do:    %s
                UNDOCUMENTED_MEMBER at $.markets""".formatted(Kind.FORMAT_BROKEN.action()));
    }

    @Test
    void whatIsKnownIsSkippedAndWhatIsBesideItIsNot() throws Exception {
        KnownDrift known = Reports.known("none is written as an empty text");
        Report report = Reports.knowing(Authored.compare(Bindings.REST), "$.markets[].tick_size", known);
        Report both = Reports.knowing(report, "$.markets[].halt_reason", known);

        assertThat(only(only(suites(report).get(0), "GetMarginMarkets"), "failure")
                        .getAttribute("message"))
                .isEqualTo("UNDOCUMENTED_MEMBER at $.markets[].halt_reason");
        assertThat(only(only(suites(both).get(0), "GetMarginMarkets"), "skipped")
                        .getAttribute("message"))
                .isEqualTo("known: none is written as an empty text");
        assertThat(suites(both).get(0).getAttribute("failures")).isEqualTo("7");
    }

    @Test
    void whatNothingShowsIsSkipped() throws Exception {
        Authored.message("markets__get").in(directory);

        Element suite = suites(Authored.compare(directory)).get(0);

        assertThat(suite.getAttribute("skipped")).isEqualTo("49");
        assertThat(children(only(suite, "GetMarginMarket"), "*")).isEmpty();
        assertThat(only(only(suite, "GetMarginMarkets"), "skipped").getAttribute("message"))
                .isEqualTo("no capture shows it");
    }

    @Test
    void framesAreCasesByTheirType() throws Exception {
        Element suite = suites(Authored.compare(Bindings.WS)).get(0);

        // ok stands for two messages; one type and one command are of no contract.
        assertThat(children(suite, "testcase"))
                .extracting(each -> each.getAttribute("name"))
                .contains("ok", "ticker", "command subscribe", "market_pause")
                .doesNotHaveDuplicates()
                .hasSize(13);
    }

    @Test
    void brokenCapturesAreErrors() throws Exception {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get").with("{", "<").in(corpus);
        Authored.message(Bindings.WS, "market_data").withLine(3, "{", "<").in(corpus);

        List<Element> suites = suites(Authored.compare(corpus));

        assertThat(suites)
                .extracting(suite -> suite.getAttribute("name"))
                .last()
                .isEqualTo("captures");
        Element captures = suites.get(suites.size() - 1);
        assertThat(captures.getAttribute("errors")).isEqualTo("2");
        assertThat(only(only(captures, "market_data"), "error").getAttribute("message"))
                .startsWith("line 3: not JSON");
    }

    @Test
    void whateverWasSentIsLegalXml() throws Exception {
        Authored.message("markets__get")
                .with("\"ticker\"", "\"]]><x>&\\u0000\\u0007\\ud800\\uffff\"")
                .in(directory);

        Element failure = only(only(suites(Authored.compare(directory)).get(0), "GetMarginMarket"), "failure");

        assertThat(failure.getAttribute("message")).contains("]]><x>&");
    }

    private static List<Element> suites(Report report) throws ParserConfigurationException, IOException, SAXException {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitReport.of(report))));
        return children(document.getDocumentElement(), "testsuite");
    }

    private static Element only(Element parent, String nameOrTag) {
        return children(parent, "*").stream()
                .filter(each -> each.getTagName().equals(nameOrTag)
                        || each.getAttribute("name").equals(nameOrTag))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + nameOrTag));
    }

    private static List<Element> children(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
