package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.simulator.http.Router.Found;
import io.github.kalshiperps.simulator.http.Router.Nowhere;
import io.github.kalshiperps.simulator.http.Router.OtherMethods;
import io.github.kalshiperps.simulator.http.Router.TrailingSlash;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final Router router = new Router(PerpsOperations.ALL);

    static List<ApiOperation> operations() {
        return PerpsOperations.ALL;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyTemplateLeadsToItsOperation(ApiOperation operation) {
        String path = operation.path().replaceAll("\\{([^}]*)}", "$1-value");

        assertThat(router.route(operation.httpMethod(), path))
                .asInstanceOf(InstanceOfAssertFactories.type(Found.class))
                .satisfies(found -> {
                    assertThat(found.operation()).isEqualTo(operation);
                    found.arguments().forEach((name, value) -> assertThat(value).isEqualTo(name + "-value"));
                });
    }

    @Test
    void aLiteralWinsOverAVariable() {
        assertThat(operationId("POST", "/margin/order_groups/create")).isEqualTo("CreateMarginOrderGroup");
        assertThat(operationId("GET", "/margin/order_groups/create")).isEqualTo("GetMarginOrderGroup");
    }

    @Test
    void argumentsAreDecodedOnceAndAfterSplitting() {
        assertThat(router.route("GET", "/margin/orders/a%2Fb%2520c+d%C3%A9"))
                .asInstanceOf(InstanceOfAssertFactories.type(Found.class))
                .extracting(Found::arguments)
                .isEqualTo(Map.of("order_id", "a/b%20c+dé"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/margin", "/margin/orders/1/2/3", "/margin/orders/%", "/Margin/orders", "margin/orders"
            })
    void otherPathsLeadNowhere(String path) {
        assertThat(router.route("GET", path)).isInstanceOf(Nowhere.class);
    }

    @Test
    void aKnownPathWithAnotherMethodSaysWhichItHas() {
        assertThat(router.route("PATCH", "/margin/orders"))
                .isEqualTo(new OtherMethods(List.of("DELETE", "GET", "POST")));
    }

    @Test
    void aTrailingSlashLeadsToThePathWithout() {
        assertThat(router.route("DELETE", "/margin/orders/")).isEqualTo(new TrailingSlash("/margin/orders"));
        assertThat(router.route("GET", "/margin/nothing/")).isInstanceOf(Nowhere.class);
        assertThat(router.route("GET", "/margin/orders//")).isInstanceOf(Nowhere.class);
    }

    private String operationId(String method, String path) {
        return ((Found) router.route(method, path)).operation().id();
    }
}
