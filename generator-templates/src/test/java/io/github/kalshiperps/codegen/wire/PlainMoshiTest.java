package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Side;
import io.github.kalshiperps.golden.enums.model.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The adapters need nothing but the factory: programs may read our models with a Moshi of their own. */
class PlainMoshiTest {
    private final Moshi moshi =
            new Moshi.Builder().add(ContainersModels.factory()).build();

    @Test
    void readingIsTolerantWithoutAMapper() throws IOException {
        JsonAdapter<Item> adapter = moshi.adapter(Item.class);
        String json = "{\"ticker\":\"BTC\",\"fees\":\"\",\"new\":1}";

        Item item = adapter.fromJson(json);

        assertThat(adapter.toJson(item)).isEqualTo(json);
    }

    @Test
    void nullIsNullLikeWithEveryMoshiAdapter() throws IOException {
        JsonAdapter<Item> adapter = moshi.adapter(Item.class);

        assertThat(adapter.fromJson("null")).isNull();
        assertThat(adapter.toJson(null)).isEqualTo("null");
    }

    @Test
    void modelsAndEnumsStandInCollectionsOfOthers() throws IOException {
        JsonAdapter<List<Item>> items = moshi.adapter(Types.newParameterizedType(List.class, Item.class));
        JsonAdapter<List<Side>> sides = moshi.adapter(Types.newParameterizedType(List.class, Side.class));

        assertThat(items.toJson(items.fromJson("[{\"ticker\":\"A\",\"price\":\"1\"}]")))
                .isEqualTo("[{\"ticker\":\"A\",\"price\":\"1\"}]");
        assertThat(sides.fromJson("[\"long\",\"new\"]")).containsExactly(Side.LONG, Side.of("new"));
    }

    @Test
    void failuresAreMoshisOwn() {
        assertThatThrownBy(() -> moshi.adapter(Item.class).fromJson("[]"))
                .isInstanceOf(JsonDataException.class)
                .hasMessageContaining("at path $");
    }

    @Test
    void theFactoryAnswersForItsOwnPackageOnly() {
        assertThat(ContainersModels.factory().create(Order.class, Set.of(), moshi))
                .isNull();
        assertThat(ContainersModels.factory()
                        .create(Types.newParameterizedType(List.class, Item.class), Set.of(), moshi))
                .isNull();
    }
}
