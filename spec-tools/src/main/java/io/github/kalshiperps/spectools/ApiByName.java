package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.contract.Api;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an API on the command line. */
final class ApiByName implements ITypeConverter<Api> {
    @Override
    public Api convert(String name) {
        return Api.byId(name)
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", new Names()) + " but was '" + name + "'"));
    }

    /** The names that there are. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Api.values()).map(Api::id).iterator();
        }
    }
}
