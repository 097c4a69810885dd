package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The APIs of the exchange: where each contract is published and where its pin lies. */
public enum Api {
    /** Trading and market data over HTTP. */
    REST("rest", "Perps REST API", "perps-rest/openapi.yaml", "https://docs.kalshi.com/perps_openapi.yaml"),
    /** Market data and private events over one WebSocket. */
    WS("ws", "Perps WebSocket API", "perps-ws/asyncapi.yaml", "https://docs.kalshi.com/perps_asyncapi.yaml"),
    /** Settlement for clearing members over HTTP. */
    KLEAR("klear", "Klear API", "perps-klear/openapi.yaml", "https://docs.kalshi.com/perps_scm_openapi.yaml");

    private final String id;
    private final String title;
    private final String file;
    private final String upstreamUrl;

    Api(String id, String title, String file, String upstreamUrl) {
        this.id = id;
        this.title = title;
        this.file = file;
        this.upstreamUrl = upstreamUrl;
    }

    /**
     * The API that goes by a short name.
     *
     * @param id as on the command line and in the lock
     * @return the API, or nothing if no API goes by that name
     */
    public static Optional<Api> byId(String id) {
        return Arrays.stream(values()).filter(api -> api.id.equals(id)).findFirst();
    }

    /**
     * The short name, as on the command line and in the lock.
     *
     * @return such as {@code rest}
     */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * Our own title, which takes the place of the upstream one in the pin.
     *
     * @return a title
     */
    public String title() {
        return title;
    }

    /**
     * Where the pin lies.
     *
     * @return a path relative to the specs folder, with slashes
     */
    public String file() {
        return file;
    }

    /**
     * Where the exchange publishes the document.
     *
     * @return a URL
     */
    public String upstreamUrl() {
        return upstreamUrl;
    }

    /**
     * What the exchange calls the file.
     *
     * @return the last part of the URL
     */
    public String upstreamName() {
        return upstreamUrl.substring(upstreamUrl.lastIndexOf('/') + 1);
    }

    DocumentFormat format() {
        return switch (this) {
            case REST, KLEAR -> new OpenApiFormat();
            case WS -> new AsyncApiFormat();
        };
    }
}
