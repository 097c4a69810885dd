package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages from the disk, as a reader does, and works their filters. */
class HtmlReportTest {
    private static final long A_SCRIPT_MILLIS = 5_000;

    @TempDir
    Path directory;

    private final WebClient browser = new WebClient();

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void theTopSaysHowThingsAre() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        assertThat(page.getTitleText()).isEqualTo("Conformance report: Perps REST API");
        assertThat(text(page, "#verdict"))
                .isEqualTo("Captures, contract and models disagree in 9 places (12 findings).");
        assertThat(page.querySelector("header").getTextContent())
                .contains("Our models read and wrote 60 messages without a loss.")
                .contains("Not recorded but authored: 71 of the captures.");
        assertThat(text(page, "#shown")).isEqualTo("All 9 places");
    }

    @Test
    void aPlaceHasContractWireAndModelSideBySide() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        DomNode place = page.querySelector("#kind-FORMAT_BROKEN details.place");
        assertThat(place.querySelector("summary").getTextContent())
                .contains("$.markets[].tick_size", "GetMarginMarkets", "1 time in 1 capture");
        assertThat(place.querySelectorAll(".evidence > div"))
                .extracting(DomNode::getTextContent)
                .satisfiesExactly(
                        contract -> assertThat(contract)
                                .contains("plain decimal in a string")
                                .contains("#/components/schemas/MarginMarket/properties/tick_size")
                                .contains("Schema FixedPointDollars"),
                        wire -> assertThat(wire)
                                .contains("  \"tick_size\":\"\"")
                                .contains("$.markets[1].tick_size of drift__tick_size_empty"),
                        model -> assertThat(model).contains("MarginMarket.tickSize() returns null"));
        assertThat(place.querySelector("mark").getTextContent()).isEqualTo("  \"tick_size\":\"\"");
    }

    @Test
    void filtersNarrowWhatIsShownAndStandInTheAddress() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        choose(page, "kind", "UNDOCUMENTED_MEMBER");
        assertThat(shown(page))
                .containsExactly(
                        "UNDOCUMENTED_MEMBER $.error",
                        "UNDOCUMENTED_MEMBER $.fills[].subaccount",
                        "UNDOCUMENTED_MEMBER $.markets[].halt_reason",
                        "UNDOCUMENTED_MEMBER $.msg");
        assertThat(text(page, "#shown")).isEqualTo("4 of 9 places");
        assertThat(isHidden(page.querySelector("#kind-FORMAT_BROKEN"))).isTrue();

        choose(page, "name", "GetMarginFills");
        assertThat(shown(page)).containsExactly("UNDOCUMENTED_MEMBER $.fills[].subaccount");
        assertThat(hash(page)).isEqualTo("#kind=UNDOCUMENTED_MEMBER&name=GetMarginFills");

        reset(page);
        assertThat(shown(page)).hasSize(9);
        assertThat(hash(page)).isEmpty();
    }

    @Test
    void theSearchLooksIntoEverythingThatAPlaceSays() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        search(page, "TICK_size");
        assertThat(shown(page)).containsExactly("FORMAT_BROKEN $.markets[].tick_size");
        search(page, "marginmarket halt_reason");
        assertThat(shown(page)).containsExactly("UNDOCUMENTED_MEMBER $.markets[].halt_reason");
        assertThat(hash(page)).isEqualTo("#q=marginmarket+halt_reason");
        search(page, "no such thing");
        assertThat(shown(page)).isEmpty();
        assertThat(text(page, "#shown")).isEqualTo("0 of 9 places");
    }

    @Test
    void anAddressBringsItsFilters() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "#kind=MISSING_REQUIRED&q=multiplier&state=open");

        assertThat(shown(page)).containsExactly("MISSING_REQUIRED $.market.underlying_multiplier");
        assertThat(((HtmlSelect) page.getElementById("filter-kind")).getDefaultValue())
                .isNotNull();
        assertThat(((HtmlInput) page.getElementById("filter-q")).getValue()).isEqualTo("multiplier");
    }

    @Test
    void anAddressThatNoFilterKnowsHidesNothing() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "#kind=NO_SUCH_KIND");

        assertThat(shown(page)).hasSize(9);
    }

    @Test
    void anAddressOfAPlaceOpensIt() throws IOException {
        Report report = Authored.compare(Bindings.REST);
        String id = open(report, "")
                .querySelector("#kind-FORMAT_BROKEN details.place")
                .getAttributes()
                .getNamedItem("id")
                .getNodeValue();

        HtmlPage page = open(report, "#" + id);

        assertThat(page.querySelectorAll("details.place[open]"))
                .singleElement()
                .satisfies(place -> assertThat(((HtmlElement) place).getId()).isEqualTo(id));
    }

    @Test
    void newAndKnownAreMarkedAndCanBeAskedFor() throws IOException {
        Report before = Authored.compare(Bindings.REST);
        Report earlier = Reports.withFindings(
                before,
                before.findings().stream()
                        .filter(finding -> !finding.path().equals("$.msg"))
                        .toList());
        Report report = Reports.knowing(
                Reports.since(before, earlier, directory),
                "$.markets[].tick_size",
                Reports.known("`\"\"` stands for none", LocalDate.of(2026, 6, 12), LocalDate.of(2027, 3, 1)));

        HtmlPage page = open(report, "#state=new");

        assertThat(shown(page)).containsExactly("UNDOCUMENTED_MEMBER $.msg");
        assertThat(text(page, "#verdict"))
                .isEqualTo("Captures, contract and models disagree in 9 places (12 findings), 1 of them known;"
                        + " since the earlier report 1 is new.");
        choose(page, "state", "known");
        assertThat(shown(page)).containsExactly("FORMAT_BROKEN $.markets[].tick_size");
        assertThat(text(page, "#kind-FORMAT_BROKEN .reason"))
                .isEqualTo("Known: \"\" stands for none, since 2026-06-12, to be looked at again on 2027-03-01");
        assertThat(text(page, "#kind-FORMAT_BROKEN .often")).endsWith("since 2026-06-12");
        choose(page, "state", "open");
        assertThat(shown(page)).hasSize(8);
        choose(page, "state", "unchanged");
        assertThat(shown(page)).hasSize(8).doesNotContain("UNDOCUMENTED_MEMBER $.msg");
    }

    @Test
    void whatIsGoneIsListed() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__list").in(corpus);

        HtmlPage page = open(Reports.since(Authored.compare(corpus), Authored.compare(Bindings.REST), directory), "");

        assertThat(text(page, "#verdict"))
                .isEqualTo("Captures, contract and models agree; since the earlier report nothing is new and 2 findings"
                        + " are gone.");
        assertThat(text(page, "#since"))
                .contains("Gone: 2")
                .contains("FORMAT_BROKEN $.markets[].tick_size of GetMarginMarkets")
                .contains("Not looked at: 8");
        assertThat(page.getElementById("filters")).isNull();
    }

    @Test
    void coverageIsThereMemberByMember() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get").in(corpus);

        HtmlPage page = open(Authored.compare(corpus), "");

        String coverage = text(page, "#coverage");
        assertThat(coverage)
                .contains("Operations 1 of 50")
                .contains("Never captured: 49")
                .contains("200 × 1 markets__get400, 404, 429, 500")
                .contains("MarginMarket seen 1 time, ");
        assertThat(page.querySelectorAll("#coverage .object tr"))
                .extracting(DomNode::asNormalizedText)
                .contains("ticker\trequired\t1\t0\tmarkets__get", "order_id\trequired\tnever\t0\t");
    }

    @Test
    void withoutScriptsItIsAPlainList() throws IOException {
        browser.getOptions().setJavaScriptEnabled(false);

        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        assertThat(isHidden(page.getElementById("filters"))).isTrue();
        assertThat(shown(page)).hasSize(9);
    }

    @Test
    void whatWasSentIsNeverMarkup() throws IOException {
        String hostile = "</script></code><img src=x onerror=alert(1)>\\\"'&amp;\u202e\\u0007";
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get")
                .with("\"ticker\"", "\"" + hostile + "\"")
                .with("\"active\"", "\"" + hostile + "\"")
                .in(corpus);
        Authored.message(Bindings.WS, "drift__type_unknown")
                .with("market_pause", hostile)
                .in(corpus);

        Report report = Authored.compare(corpus);
        HtmlPage page = open(report, "");

        assertThat(report.findings()).hasSizeGreaterThan(3);
        assertThat(page.querySelectorAll("img")).isEmpty();
        assertThat(page.querySelectorAll("script")).hasSize(1);
        assertThat(HtmlReport.of(report)).doesNotContain("\u202e").doesNotContain("\u0007");
        String unlike = "</script></code><img src=x onerror=alert(1)>\"'&amp;\\u202e\\u0007";
        assertThat(page.getElementById("filter-name").getTextContent()).contains(unlike);
        choose(page, "name", unlike);
        assertThat(shown(page)).singleElement().asString().startsWith("UNDOCUMENTED_MESSAGE");
    }

    @Test
    void thePageNeedsNothingElseAndItsPolicyAllowsNothingElse() throws IOException, GeneralSecurityException {
        String html = HtmlReport.of(Authored.compare(Bindings.REST));
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        assertThat(page.querySelectorAll("[src], link, iframe, object, embed, base"))
                .isEmpty();
        assertThat(page.querySelectorAll("a"))
                .allSatisfy(link -> assertThat(((HtmlElement) link).getAttribute("href"))
                        .matches("#[A-Za-z_-]+|report\\.json|report\\.md|junit\\.xml"));
        assertThat(page.querySelectorAll("*"))
                .allSatisfy(element -> assertThat(attributes((DomElement) element))
                        .noneMatch(name -> name.startsWith("on") || name.equals("style")));
        assertThat(html)
                .contains("default-src 'none'; style-src '" + hash("style", html) + "'; script-src '"
                        + hash("script", html) + "'; base-uri 'none'; form-action 'none'");
    }

    @Test
    void everythingHasAName() throws IOException {
        HtmlPage page = open(Authored.compare(Bindings.REST), "");

        assertThat(page.querySelectorAll("input, select"))
                .isNotEmpty()
                .allSatisfy(
                        field -> assertThat(field.getParentNode().getNodeName()).isEqualTo("label"));
        assertThat(page.querySelectorAll("[role=region], nav, progress, form"))
                .isNotEmpty()
                .allSatisfy(element -> assertThat(((DomElement) element).getAttribute("aria-label"))
                        .isNotEmpty());
        List<String> ids = new ArrayList<>();
        page.querySelectorAll("[id]").forEach(element -> ids.add(((DomElement) element).getId()));
        assertThat(ids).doesNotHaveDuplicates();
        page.querySelectorAll("[aria-labelledby]")
                .forEach(element -> assertThat(ids).contains(((DomElement) element).getAttribute("aria-labelledby")));
    }

    @Test
    void aPlaceWithVeryManyFindingsStaysShort() throws IOException {
        Report report = Authored.compare(Bindings.REST);
        Finding finding = report.findings().get(0);
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new Finding(
                    Source.operation("capture_" + i, finding.source().name()),
                    finding.kind(),
                    finding.path(),
                    1,
                    finding.expected(),
                    finding.example(),
                    finding.firstAt(),
                    finding.rule(),
                    finding.evidence(),
                    null));
        }

        HtmlPage page = open(Reports.withFindings(report, many), "");

        assertThat(page.querySelectorAll(".captures tbody tr")).hasSize(40);
        assertThat(text(page, ".captures")).startsWith("1000 findings").endsWith("And 960 more, in report.json.");
    }

    private HtmlPage open(Report report, String hash) throws IOException {
        Path file = Files.writeString(directory.resolve("index.html"), HtmlReport.of(report));
        // From an empty page, or a new hash alone would not load the file again.
        browser.getPage("about:blank");
        HtmlPage page = browser.getPage(file.toUri() + hash);
        browser.waitForBackgroundJavaScript(A_SCRIPT_MILLIS);
        return page;
    }

    private void choose(HtmlPage page, String filter, String value) {
        HtmlSelect select = (HtmlSelect) page.getElementById("filter-" + filter);
        select.setSelectedAttribute(
                select.getOptions().stream()
                        .filter(option -> option.getText().equals(value)
                                || option.getValueAttribute().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + value)),
                true);
        browser.waitForBackgroundJavaScript(A_SCRIPT_MILLIS);
    }

    private void search(HtmlPage page, String words) throws IOException {
        HtmlInput field = (HtmlInput) page.getElementById("filter-q");
        field.setValue("");
        field.type(words);
        browser.waitForBackgroundJavaScript(A_SCRIPT_MILLIS);
    }

    private void reset(HtmlPage page) throws IOException {
        ((HtmlElement) page.querySelector("#filters button")).click();
        browser.waitForBackgroundJavaScript(A_SCRIPT_MILLIS);
    }

    /** The places that a reader sees. */
    private static List<String> shown(HtmlPage page) {
        List<String> shown = new ArrayList<>();
        for (DomNode place : page.querySelectorAll("details.place")) {
            if (!isHidden(place) && !isHidden(place.getParentNode())) {
                shown.add(((DomElement) place).getAttribute("data-kind") + " "
                        + place.querySelector(".path").getTextContent());
            }
        }
        return shown;
    }

    private static boolean isHidden(DomNode node) {
        return ((DomElement) node).hasAttribute("hidden");
    }

    private static String hash(HtmlPage page) {
        return String.valueOf(page.executeJavaScript("location.hash").getJavaScriptResult());
    }

    private static String text(HtmlPage page, String selector) {
        return page.querySelector(selector)
                .getTextContent()
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static List<String> attributes(DomElement element) {
        return List.copyOf(element.getAttributesMap().keySet());
    }

    private static String hash(String element, String html) throws GeneralSecurityException {
        Matcher content = Pattern.compile("<" + element + ">(.*)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        assertThat(content.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }
}
