package io.github.kalshiperps.core.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * Lets Retrofit interfaces return {@link ApiCall}. Retrofit makes the request and nothing else: it is built when the
 * interface's method is called, so that a bad argument fails there, and it is sent by {@link HttpApiCall}.
 */
final class ApiCallAdapterFactory extends CallAdapter.Factory {
    private final ErrorDecoder errors;

    ApiCallAdapterFactory(ErrorDecoder errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        if (getRawType(returnType) != ApiCall.class) {
            return null;
        }
        if (!(returnType instanceof ParameterizedType parameterized)) {
            throw new IllegalStateException("ApiCall needs a type argument, as in ApiCall<Order>");
        }
        Type type = getParameterUpperBound(0, parameterized);
        return new Adapter<>(type, retrofit, retrofit.responseBodyConverter(type, annotations), errors);
    }

    private record Adapter<T>(
            Type responseType, Retrofit retrofit, Converter<ResponseBody, T> decoder, ErrorDecoder errors)
            implements CallAdapter<T, ApiCall<T>> {
        @Override
        public ApiCall<T> adapt(Call<T> call) {
            return new HttpApiCall<>(call.request(), retrofit.callFactory(), decoder, errors);
        }
    }
}
