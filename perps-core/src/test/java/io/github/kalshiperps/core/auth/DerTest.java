package io.github.kalshiperps.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class DerTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0400",
        "127, 047f",
        "128, 048180",
        "255, 0481ff",
        "256, 04820100",
        "65535, 0482ffff",
        "65536, 0483010000"
    })
    void writesTheShortestLength(int length, String head) {
        byte[] encoded = Der.encoded(Der.OCTET_STRING, new byte[length]);

        assertThat(encoded).startsWith(HexFormat.of().parseHex(head)).hasSize(head.length() / 2 + length);
        assertThat(new Der(encoded).octets()).hasSize(length);
    }

    @Property
    void readsWhatItWrites(@ForAll byte[] first, @ForAll byte[] second) {
        Der sequence = new Der(Der.encoded(
                        Der.SEQUENCE, Der.encoded(Der.OCTET_STRING, first), Der.encoded(Der.OCTET_STRING, second)))
                .sequence();

        assertThat(sequence.octets()).isEqualTo(first);
        assertThat(sequence.octets()).isEqualTo(second);
        assertThat(sequence.nextIs(Der.OCTET_STRING)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "06092a864886f70d010101, 1.2.840.113549.1.1.1",
        "06032b6570,             1.3.101.112",
        "0609608648016503040116, 2.16.840.1.101.3.4.1.22",
        "0603883703,             2.999.3",
        "06012a,                 1.2",
        "060100,                 0.0"
    })
    void readsObjectIdentifiers(String hex, String oid) {
        assertThat(der(hex).oid()).isEqualTo(oid);
    }

    @ParameterizedTest
    @CsvSource({"020100, 0", "0201 7f, 127", "02020800, 2048", "02047fffffff, 2147483647"})
    void readsSmallIntegers(String hex, int value) {
        assertThat(der(hex.replace(" ", "")).integer()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200", // no content
                "020180", // negative
                "02050100000000", // larger than an int
                "0400", // another type
                "0202 00", // shorter than it says
                "0280", // indefinite length
                "02847fffffff00", // length beyond the end
                "0284ffffffff00", // negative length
                "02850000000001", // length of five bytes
                "0282 00", // cut off within the length
                "02",
                ""
            })
    void refusesEverythingElse(String hex) {
        assertThatThrownBy(() -> der(hex.replace(" ", "")).integer())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed DER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "060186", "06022a86"})
    void refusesObjectIdentifiersThatEndTooEarly(String hex) {
        assertThatThrownBy(() -> der(hex).oid())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed DER");
    }

    @Property
    void failsInOneWayOnly(@ForAll @Size(max = 12) byte[] bytes) {
        byte[] integer = bytes.clone();
        if (integer.length > 0) {
            integer[0] = Der.INTEGER;
        }

        Throwable thrown = catchThrowable(() -> new Der(integer).integer());

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("malformed DER");
        }
    }

    private static Der der(String hex) {
        return new Der(HexFormat.of().parseHex(hex));
    }
}
