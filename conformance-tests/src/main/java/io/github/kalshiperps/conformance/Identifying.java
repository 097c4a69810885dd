package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an API's messages tells who somebody is, or lets others act for them: decided member by member in
 * {@code identifying.json}, each with a reason. Of a member that nobody decided, its name decides: better too much than a leak.
 */
final class Identifying {
    private static final String RESOURCE = "identifying.json";

    private static final Map<Api, Identifying> ALL = read();

    /** Words in the name of a member that may say who somebody is. */
    private static final Pattern TELLING_WORD = Pattern.compile("(^|_)(account|accounts|address|auth|authorization|bank"
            + "|birth|broker|city|client|cookie|country|credential|credentials|cursor|customer|email|firm|guid|holder|iban|id"
            + "|ids|ip|key|keys|mail|member|members|name|names|nonce|owner|participant|passphrase|password|phone|ref"
            + "|reference|routing|secret|secrets|session|signature|ssn|street|subtrader|subtraders|suffix|swift|tax|token"
            + "|tokens|trader|uid|uri|url|link|user|username|users|uuid)(_|$)");

    private static final Pattern CAMEL_HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private final Map<String, Map<String, String>> decisions;

    private Identifying(Map<String, Map<String, String>> decisions) {
        this.decisions = decisions;
    }

    static Identifying of(Api api) {
        return Objects.requireNonNull(ALL.get(api));
    }

    private static Map<Api, Identifying> read() {
        Map<Api, Identifying> all = new EnumMap<>(Api.class);
        try (InputStream file = Identifying.class.getResourceAsStream(RESOURCE)) {
            Map<String, Map<String, Map<String, String>>> byApi =
                    new ObjectMapper().readValue(file, new TypeReference<>() {});
            byApi.forEach((id, decisions) -> all.put(Api.byId(id).orElseThrow(), new Identifying(decisions)));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " lies beside this class", e);
        }
        return all;
    }

    /** Whether the value of a member, or of a parameter, is to be replaced. */
    boolean isMember(String name) {
        return scrubbed().contains(name) || (!kept().contains(name) && isTelling(name));
    }

    /** Whether the keys of a map in this member are to be replaced. */
    boolean isMapOfKeys(String name) {
        return scrubbedKeys().contains(name);
    }

    /** Whether a segment of a path is to be replaced. */
    boolean isSegment(List<String> segments, int index) {
        if (keptPaths().stream().anyMatch(path -> takes(path, segments) >= 0)) {
            return false;
        }
        return scrubbedPaths().stream().anyMatch(path -> takes(path, segments) == index)
                || (index > 0
                        && isTelling(segments.get(index - 1))
                        && Pseudonyms.UUID.matcher(segments.get(index)).matches());
    }

    /** The index of a template's one parameter, or of its last segment; -1 when it does not take the path. */
    private static int takes(String template, List<String> path) {
        List<String> segments = Operation.segments(template);
        if (segments.size() != path.size()) {
            return -1;
        }
        int parameter = segments.size() - 1;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                parameter = i;
            } else if (!segments.get(i).equals(path.get(i))) {
                return -1;
            }
        }
        return parameter;
    }

    /** Whether a name alone makes one think of a person, an account or a secret. */
    static boolean isTelling(String name) {
        String words =
                CAMEL_HUMP.matcher(name).replaceAll("$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
        return TELLING_WORD.matcher(words).find();
    }

    Set<String> scrubbed() {
        return decided("scrubbed");
    }

    Set<String> kept() {
        return decided("kept");
    }

    Set<String> scrubbedKeys() {
        return decided("scrubbed_keys");
    }

    Set<String> keptKeys() {
        return decided("kept_keys");
    }

    Set<String> scrubbedPaths() {
        return decided("scrubbed_paths");
    }

    Set<String> keptPaths() {
        return decided("kept_paths");
    }

    private Set<String> decided(String list) {
        return decisions.getOrDefault(list, Map.of()).keySet();
    }
}
