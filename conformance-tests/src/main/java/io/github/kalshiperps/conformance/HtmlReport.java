package io.github.kalshiperps.conformance;

import static io.github.kalshiperps.conformance.Html.code;
import static io.github.kalshiperps.conformance.Html.text;
import static io.github.kalshiperps.conformance.Html.words;
import static io.github.kalshiperps.conformance.Markdown.count;

import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.conformance.SchemaCoverage.MemberCoverage;
import io.github.kalshiperps.conformance.SchemaCoverage.ObjectSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as one page that needs nothing beside it, for people who have to act on it: from a disk, on a phone, without
 * scripts. The same run gives the same bytes.
 */
final class HtmlReport {
    /** How many captures a place lists; the JSON has them all. */
    private static final int LISTED = 40;

    private final Report report;
    private final List<Deviation> deviations;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
        this.deviations = report.deviations();
    }

    static String of(Report report) {
        HtmlReport page = new HtmlReport(report);
        page.head();
        page.top();
        page.kinds();
        page.since();
        page.findings();
        page.newRequirements();
        page.uncompared("Broken captures", "They could not be compared and count for nothing above.", report.broken());
        page.uncompared(
                "Broken frames", "They could not be compared; the lines around them were.", report.brokenFrames());
        page.uncompared("Skipped captures", "They were not asked for.", report.skipped());
        page.coverage();
        page.contracts();
        return page.out.toString();
    }

    private void head() {
        String style = resource("page.css");
        String script = resource("page.js");
        line("<!DOCTYPE html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        // Nothing from elsewhere, and of the page's own only these two: what was sent can never run.
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + hash(style)
                + "'; script-src '" + hash(script) + "'; base-uri 'none'; form-action 'none'\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"color-scheme\" content=\"light dark\">");
        line("<title>Conformance report: " + text(report.title()) + "</title>");
        line("<style>" + style + "</style>");
        line("</head>");
        line("<body>");
    }

    private static String resource(String name) {
        try (InputStream resource = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    private void top() {
        line("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>");
        line("<header>");
        line("<h1>Conformance report <span>" + text(report.title()) + "</span></h1>");
        line("<p id=\"verdict\" class=\"" + (Verdict.isGood(report) ? "good" : "bad") + "\">" + text(Verdict.of(report))
                + "</p>");
        line("<p>" + text(Verdict.ofModels(report)) + "</p>");
        int authored = report.environments().getOrDefault("authored", 0);
        if (authored > 0) {
            line("<p class=\"note\">Not recorded but authored: " + authored
                    + " of the captures. These show what the report can tell, and nothing about the exchange.</p>");
        }
        line("<dl class=\"facts\">");
        if (report.recorded() != null) {
            fact("Recorded", report.recorded().toString());
        }
        fact("Captures", report.compared() + " of " + report.captures() + " compared");
        if (report.frames() > 0) {
            fact("Frames", report.frames() + " compared");
        }
        fact(
                "From",
                report.environments().entrySet().stream()
                        .map(environment -> environment.getKey() + " × " + environment.getValue())
                        .collect(Collectors.joining(", ")));
        for (Coverage coverage : report.coverage()) {
            for (Tally tally : coverage.tallies()) {
                fact(
                        capitalized(tally.documented().nouns()),
                        tally.covered().size() + " of " + tally.counts().size() + " shown");
            }
        }
        line("</dl>");
        line("<nav aria-label=\"Sections\"><a href=\"#kinds\">Kinds</a> <a href=\"#findings\">Findings</a>"
                + " <a href=\"#coverage\">Coverage</a> <a href=\"#contracts\">Contracts</a></nav>");
        line("</header>");
        line("<main>");
    }

    private void fact(String name, String value) {
        line("<div><dt>" + text(name) + "</dt><dd>" + text(value.isEmpty() ? "none" : value) + "</dd></div>");
    }

    private void kinds() {
        line("<section id=\"kinds\" aria-labelledby=\"kinds-title\">");
        line("<h2 id=\"kinds-title\">Kinds of finding</h2>");
        Map<Kind, List<Deviation>> byKind = byKind();
        if (!byKind.isEmpty()) {
            line("<table class=\"cards\">");
            line("<thead><tr><th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Places</th>"
                    + "<th scope=\"col\" class=\"number\">Findings</th><th scope=\"col\">Meaning</th>"
                    + "<th scope=\"col\">What to do</th></tr></thead><tbody>");
            byKind.forEach((kind, places) -> line("<tr><th scope=\"row\"><a href=\"#kind-" + kind + "\">" + kind
                    + "</a></th><td class=\"number\" data-label=\"Places\">" + places.size()
                    + "</td><td class=\"number\" data-label=\"Findings\">"
                    + places.stream().mapToInt(place -> place.findings().size()).sum() + "</td><td>"
                    + words(kind.meaning()) + "</td><td class=\"advice\" data-label=\"What to do\">"
                    + words(kind.action()) + "</td></tr>"));
            line("</tbody></table>");
        }
        List<String> none = report.byKind().keySet().stream()
                .filter(kind -> !byKind.containsKey(kind))
                .map(Kind::name)
                .toList();
        if (!none.isEmpty()) {
            line("<p class=\"note\">Looked for and not found: " + String.join(", ", none) + ".</p>");
        }
        line("</section>");
    }

    private Map<Kind, List<Deviation>> byKind() {
        return deviations.stream()
                .collect(Collectors.groupingBy(Deviation::kind, LinkedHashMap::new, Collectors.toList()));
    }

    private void since() {
        Changes changes = report.changes();
        if (changes == null) {
            return;
        }
        line("<section id=\"since\" aria-labelledby=\"since-title\">");
        line("<h2 id=\"since-title\">Since the earlier report</h2>");
        long fresh = deviations.stream().filter(Deviation::isNew).count();
        line("<p>" + count((int) fresh, "place has", "places have") + " something new, " + (deviations.size() - fresh)
                + " are unchanged.</p>");
        past("Gone", "Compared again, and no longer found.", changes.gone());
        past(
                "Not looked at",
                "Nothing of these operations and messages was captured this time, so nobody knows.",
                changes.notLookedAt());
        line("</section>");
    }

    private void past(String title, String meaning, List<Changes.Past> past) {
        if (past.isEmpty()) {
            return;
        }
        line("<details><summary>" + title + ": " + past.size() + "</summary><p>" + meaning + "</p><ul>");
        past.forEach(each -> line("<li>" + text(each.disagreement().kind()) + " "
                + code(each.disagreement().path()) + " of "
                + code(each.disagreement().name()) + sinceWords(each.before().firstSeen()) + "</li>"));
        line("</ul></details>");
    }

    private static String sinceWords(@Nullable LocalDate date) {
        return date == null ? "" : ", since <time datetime=\"" + date + "\">" + date + "</time>";
    }

    private void findings() {
        line("<section id=\"findings\" aria-labelledby=\"findings-title\">");
        line("<h2 id=\"findings-title\">Findings</h2>");
        if (deviations.isEmpty()) {
            line("<p>None.</p>");
        } else {
            filters();
        }
        byKind().forEach((kind, places) -> {
            line("<section class=\"kind\" id=\"kind-" + kind + "\" aria-labelledby=\"title-" + kind + "\">");
            line("<h3 id=\"title-" + kind + "\">" + kind + "</h3>");
            line("<p class=\"note\">" + words(kind.meaning()) + "</p>");
            places.forEach(this::place);
            line("</section>");
        });
        line("</section>");
    }

    /** Of no use without a script, which shows it. */
    private void filters() {
        NavigableSet<String> names = new TreeSet<>();
        deviations.forEach(deviation -> names.addAll(deviation.names()));
        line("<form id=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>");
        line("<label>Search <input type=\"search\" id=\"filter-q\" autocomplete=\"off\" spellcheck=\"false\"></label>");
        select("kind", "Kind", byKind().keySet().stream().map(Kind::name).toList());
        select("name", "Operation or type", names);
        line("<label>State <select id=\"filter-state\"><option value=\"\">all</option>");
        if (report.changes() != null) {
            line("<option value=\"new\">new</option><option value=\"unchanged\">unchanged</option>");
        }
        line("<option value=\"open\">not known</option><option value=\"known\">known</option></select></label>");
        line("<button type=\"reset\">Show all</button>");
        line("<p id=\"shown\" role=\"status\"></p>");
        line("</form>");
    }

    private void select(String id, String label, Collection<String> values) {
        line("<label>" + label + " <select id=\"filter-" + id + "\"><option value=\"\">all</option>"
                + values.stream()
                        .map(value -> "<option>" + text(value) + "</option>")
                        .collect(Collectors.joining())
                + "</select></label>");
    }

    private void place(Deviation place) {
        String state = report.changes() == null ? "" : place.isNew() ? "new" : "unchanged";
        // A link to a place outlives the run.
        String id = "place-" + new Disagreement(place.kind().name(), place.path(), "", Source.Sort.OPERATION, "").id();
        line("<details class=\"place\" id=\"" + id + "\" data-kind=\"" + place.kind() + "\" data-state=\"" + state
                + "\" data-known=\"" + place.isKnown() + "\" data-names=\"" + text(String.join("\n", place.names()))
                + "\">");
        line("<summary><span class=\"path\">" + code(place.path()) + "</span> "
                + (state.equals("new") ? "<span class=\"badge new\">new</span> " : "")
                + (place.isKnown() ? "<span class=\"badge known\">known</span> " : "")
                + "<span class=\"where\">" + some(place.names()) + "</span> <span class=\"often\">"
                + count(place.count() + unlisted(place, Unlisted::count), "time") + " in "
                + count(captures(place) + unlisted(place, Unlisted::captures), "capture")
                + sinceWords(place.since()) + "</span></summary>");
        place.reasons()
                .forEach(known -> line("<p class=\"reason\"><strong>Known:</strong> " + words(known.reason())
                        + sinceWords(known.firstSeen())
                        + ", to be looked at again on <time datetime=\"" + known.expires() + "\">"
                        + known.expires() + "</time></p>"));
        line("<p class=\"action\"><strong>What to do:</strong> "
                + words(place.kind().action()) + "</p>");
        Map<String, List<Finding>> alike = place.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.expected() + "\n"
                                + finding.evidence().contract().pointer() + "\n"
                                + finding.evidence().model().accessor(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        alike.values().forEach(this::evidence);
        line("</details>");
    }

    private int unlisted(Deviation place, ToIntFunction<Unlisted> number) {
        return report.unlisted().stream()
                .filter(more -> more.kind() == place.kind() && more.path().equals(place.path()))
                .mapToInt(number)
                .sum();
    }

    private static int captures(Deviation place) {
        return (int) place.findings().stream().map(Finding::capture).distinct().count();
    }

    private static String some(List<String> names) {
        return names.stream().limit(3).map(Html::code).collect(Collectors.joining(", "))
                + (names.size() > 3 ? " and " + (names.size() - 3) + " more" : "");
    }

    private void evidence(List<Finding> findings) {
        Finding first = findings.get(0);
        Evidence evidence = first.evidence();
        line("<div class=\"evidence\">");
        line("<div><h4>Contract</h4><p>" + words(first.expected().replace('`', '\'')) + "</p>"
                + (evidence.contract().pointer().isEmpty()
                        ? ""
                        : "<p>" + code(evidence.contract().pointer()) + "</p>")
                + (evidence.contract().schema().isEmpty()
                        ? ""
                        : "<p>Schema " + code(evidence.contract().schema()) + "</p>")
                + "</div>");
        line("<div><h4>Wire</h4>" + (isShown(first) ? "" : "<p>" + code(first.example()) + "</p>")
                + excerpt(evidence.wire()) + "<p class=\"note\">At "
                + code(first.firstAt())
                + (first.source().line() > 0 ? " in line " + first.source().line() : "") + " of "
                + code(first.capture()) + "</p></div>");
        line("<div><h4>Model</h4>" + model(evidence.model()) + "</div>");
        line("</div>");
        line("<details class=\"captures\"><summary>" + count(findings.size(), "finding") + "</summary>"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Findings\"><table><thead><tr>"
                + "<th scope=\"col\">Operation or type</th><th scope=\"col\">Capture</th>"
                + "<th scope=\"col\" class=\"number\">Times</th><th scope=\"col\">First at</th>"
                + "<th scope=\"col\">Found</th></tr></thead><tbody>");
        findings.stream()
                .limit(LISTED)
                .forEach(finding -> line("<tr><td>"
                        + code(finding.source().words()) + "</td><td>" + code(finding.capture())
                        + (finding.source().line() > 0
                                ? ", line " + finding.source().line()
                                : "") + "</td><td class=\"number\">"
                        + finding.count() + "</td><td>" + code(finding.firstAt()) + "</td><td>"
                        + code(finding.example())
                        + "</td></tr>"));
        line("</tbody></table></div>");
        if (findings.size() > LISTED) {
            line("<p class=\"note\">And " + (findings.size() - LISTED) + " more, in report.json.</p>");
        }
        line("</details>");
    }

    /** Whether the marked lines of the excerpt say what was found. */
    private static boolean isShown(Finding finding) {
        WireExcerpt wire = finding.evidence().wire();
        return (finding.kind() == Kind.MISSING_REQUIRED && !wire.marks().isEmpty())
                || wire.marks().stream().anyMatch(mark -> wire.lines().get(mark).endsWith(finding.example()));
    }

    private static String excerpt(WireExcerpt wire) {
        if (wire.lines().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<pre tabindex=\"0\">");
        html.append("<span class=\"container\">").append(text(wire.container())).append("</span>\n");
        for (int i = 0; i < wire.lines().size(); i++) {
            String line = text(wire.lines().get(i));
            html.append(wire.marks().contains(i) ? "<mark>" + line + "</mark>" : line)
                    .append('\n');
        }
        return html.append("</pre>").toString();
    }

    private static String model(ModelPlace model) {
        if (model.behaviour().isEmpty()) {
            return "<p>Our models have no say here.</p>";
        }
        return "<p>" + (model.accessor().isEmpty() ? "" : code(model.accessor()) + " ") + text(model.behaviour())
                + "</p>";
    }

    private void newRequirements() {
        if (report.newRequirements().isEmpty()) {
            return;
        }
        line(
                "<section id=\"newer\"><h2>Newer than the captures</h2><p>The contract of the captures' time did not require"
                        + " these members. That they are missing is no finding.</p><ul>");
        report.newRequirements()
                .forEach(each ->
                        line("<li>" + code(each.path()) + " of " + code(each.name()) + ": " + text(each.expected())
                                + "; " + count(each.count(), "time") + " in " + count(each.captures(), "capture")
                                + ", first in "
                                + code(each.capture()) + "</li>"));
        line("</ul></section>");
    }

    private void uncompared(String title, String meaning, List<Uncompared> captures) {
        if (captures.isEmpty()) {
            return;
        }
        line("<section><h2>" + title + "</h2><p>" + meaning + "</p><ul>");
        captures.forEach(capture -> line("<li>" + code(capture.capture())
                + (capture.line() > 0 ? ", line " + capture.line() : "") + ": " + text(capture.reason())
                + (capture.more() == 0 ? "" : " and " + String.format(Locale.ROOT, "%,d", capture.more()) + " more")
                + "</li>"));
        line("</ul></section>");
    }

    private void coverage() {
        line("<section id=\"coverage\" aria-labelledby=\"coverage-title\">");
        line("<h2 id=\"coverage-title\">Coverage</h2>");
        line("<p>What the captures show of the contract. Nothing here speaks for the rest.</p>");
        for (Coverage coverage : report.coverage()) {
            line("<h3>" + text(coverage.contract().api().title()) + "</h3>");
            coverage.tallies().forEach(this::tally);
            schemas(coverage);
        }
        line("</section>");
    }

    private void tally(Tally tally) {
        Documented documented = tally.documented();
        share(
                capitalized(documented.nouns()),
                tally.covered().size(),
                tally.counts().size());
        names("Never captured", tally.notCovered());
        captured(tally);
        if (documented == Documented.OPERATION) {
            share("Documented statuses of operations", tally.marksCovered(), tally.marks());
        }
    }

    private void captured(Tally tally) {
        Documented documented = tally.documented();
        if (tally.covered().isEmpty()) {
            return;
        }
        line("<details><summary>Captured: " + tally.covered().size() + "</summary>");
        line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + capitalized(documented.nouns())
                + "\"><table><thead><tr><th scope=\"col\">" + capitalized(documented.noun()) + "</th><th scope=\"col\">"
                + capitalized(documented.marks())
                + ", with a capture that shows it</th><th scope=\"col\">Never captured</th>"
                + "</tr></thead><tbody>");
        tally.covered()
                .forEach((name, marks) -> line("<tr><th scope=\"row\">" + code(name) + "</th><td>"
                        + marks.entrySet().stream()
                                .map(entry -> text(entry.getKey()) + " × "
                                        + entry.getValue().count() + " "
                                        + code(entry.getValue().capture()))
                                .collect(Collectors.joining("<br>"))
                        + "</td><td>" + text(String.join(", ", tally.marksNotCovered(name))) + "</td></tr>"));
        line("</tbody></table></div></details>");
    }

    private void schemas(Coverage coverage) {
        share(
                "Schemas of " + coverage.transport().messages(),
                coverage.seen().size(),
                coverage.schemas().size());
        names("Never seen", coverage.notSeen());
        Map<String, ObjectSchema> objects = coverage.shown().objects();
        share(
                "Members of objects",
                objects.values().stream()
                        .mapToInt(object ->
                                object.members().size() - object.neverSent().size())
                        .sum(),
                objects.values().stream()
                        .mapToInt(object -> object.members().size())
                        .sum());
        line("<details><summary>Member by member: " + count(objects.size(), "object") + "</summary>");
        objects.forEach(this::members);
        line("</details>");
    }

    private void members(String name, ObjectSchema object) {
        int sent = object.members().size() - object.neverSent().size();
        line("<details class=\"object\"><summary>" + code(name) + " <span class=\"note\">"
                + (object.shown().count() == 0
                        ? "never seen"
                        : "seen " + count(object.shown().count(), "time") + ", " + sent + " of "
                                + count(object.members().size(), "member"))
                + "</span></summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Members\"><table>"
                + "<thead><tr><th scope=\"col\">Member</th><th scope=\"col\"></th><th scope=\"col\" class=\"number\">Seen</th>"
                + "<th scope=\"col\" class=\"number\">Null</th><th scope=\"col\">First in</th></tr></thead><tbody>");
        object.members().forEach(this::member);
        line("</tbody></table></div></details>");
    }

    private void member(String name, MemberCoverage member) {
        int seen = member.sent().count();
        line("<tr" + (seen == 0 ? " class=\"never\"" : "") + "><th scope=\"row\">" + code(name) + "</th><td>"
                + (member.isRequired() ? "required" : "optional") + "</td><td class=\"number\">"
                + (seen == 0 ? "never" : "" + seen) + "</td><td class=\"number\">"
                + member.nulls().count() + "</td><td>"
                + (seen == 0 ? "" : code(member.sent().capture())) + "</td></tr>");
    }

    private void share(String title, int part, int whole) {
        line("<p class=\"share\"><span>" + text(title) + "</span> <progress value=\"" + part + "\" max=\""
                + Math.max(whole, 1) + "\" aria-label=\"" + text(title) + "\"></progress> <span>" + part + " of "
                + whole
                + "</span></p>");
    }

    private void names(String title, Collection<String> names) {
        if (!names.isEmpty()) {
            line("<details><summary>" + title + ": " + names.size() + "</summary><p class=\"names\">"
                    + names.stream().map(Html::code).collect(Collectors.joining(" ")) + "</p></details>");
        }
    }

    private void contracts() {
        line("<section id=\"contracts\" aria-labelledby=\"contracts-title\">");
        line("<h2 id=\"contracts-title\">Contracts</h2><ul>");
        for (ContractFile contract : report.contracts()) {
            line("<li>" + text(contract.api().title()) + ": " + code(contract.file()) + ", version "
                    + text(contract.version()) + ", SHA-256 " + code(contract.sha256()) + "</li>");
        }
        line("</ul>");
        List<String> unmatched = report.contracts().stream()
                .flatMap(contract -> contract.unmatched().stream())
                .toList();
        if (!unmatched.isEmpty()) {
            line("<details><summary>Entries of our overlays that match nothing in them: " + unmatched.size()
                    + "</summary><ul>");
            unmatched.forEach(entry -> line("<li>" + code(entry) + "</li>"));
            line("</ul></details>");
        }
        line(
                "<p class=\"note\">Captures: " + code(report.corpus())
                        + ". Unless it was asked for less, the same run is in <a href=\"report.json\">report.json</a>"
                        + " for programs, in <a href=\"report.md\">report.md</a> and in <a href=\"junit.xml\">junit.xml</a>.</p>");
        line("</section>");
        line("</main>");
        line("<script>" + resource("page.js") + "</script>");
        line("</body>");
        line("</html>");
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
