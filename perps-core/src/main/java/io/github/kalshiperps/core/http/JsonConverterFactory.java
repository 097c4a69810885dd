package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.JsonMapper;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Path;

/** Bodies as JSON, path parameters as text that is never blank. */
final class JsonConverterFactory extends Converter.Factory {
    /** Without a charset: JSON has none, and bytes are given. */
    private static final MediaType JSON = MediaType.get("application/json");

    private final JsonMapper mapper;

    JsonConverterFactory(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
            Type type, Annotation[] annotations, Retrofit retrofit) {
        if (type == NoContent.class) {
            return body -> NoContent.INSTANCE;
        }
        return type instanceof Class<?> model ? body -> read(model, body) : null;
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] parameterAnnotations, Annotation[] methodAnnotations, Retrofit retrofit) {
        return type instanceof Class<?> model ? writer(model) : null;
    }

    @Override
    public @Nullable Converter<?, String> stringConverter(Type type, Annotation[] annotations, Retrofit retrofit) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Path path) {
                return value -> notBlank(path.value(), value.toString());
            }
        }
        return null;
    }

    private <T> T read(Class<T> model, ResponseBody body) throws IOException {
        ByteString json = body.byteString();
        if (json.size() == 0) {
            throw new DecodeException("$", "Expected JSON but the body is empty", null);
        }
        return mapper.read(model, json);
    }

    private <T> Converter<T, RequestBody> writer(Class<T> model) {
        return value -> {
            Buffer buffer = new Buffer();
            mapper.write(model, value, buffer);
            return RequestBody.create(buffer.readByteString(), JSON);
        };
    }

    /** Without its last segment the address of one order is the address of all. */
    private static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The path parameter " + name + " must not be blank");
        }
        return value;
    }
}
