package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.completeness.AsksForAll;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.OrderRequest;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.PageRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a simulator that stands where the demo exchange would. */
class LiveConformanceTest {
    private static final Path SPECS = Pinned.SPECS;

    @TempDir
    Path out;

    private final PerpsSimulator simulator =
            PerpsSimulator.builder().flow(Duration.ofMillis(250)).klearHistory().start();
    private final Map<String, String> environment = simulator.environment();
    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @AsksForAll
    @Test
    void everyOperationThatReadsIsAsked() throws IOException {
        haveAGroupAndAnOrder();

        assertThat(run("--listen", "0")).as(said()).isZero();

        assertThat(covered("operations")).containsExactlyElementsOf(reading(PerpsOperations.ALL));
    }

    @AsksForAll
    @Test
    void everyOperationOfKlearThatReadsIsAsked() throws IOException {
        assertThat(run("--api", "klear")).as(said()).isZero();

        assertThat(covered("operations")).containsExactlyElementsOf(reading(KlearOperations.ALL));
    }

    @Test
    void whatIsReadIsCompared() throws IOException {
        haveAGroupAndAnOrder();
        int before = orders().size();

        assertThat(run("--listen", "2")).as(said()).isZero();

        assertThat(covered("operations"))
                .contains("GetMarginMarkets", "GetMarginOrders", "GetMarginOrder", "GetMarginOrderGroup")
                .isSubsetOf(reading(PerpsOperations.ALL));
        assertThat(covered("channels")).contains("orderbook_delta", "ticker", "trade");
        assertThat(stdout.toString()).contains("0 broken").contains("ROUND_TRIP_LOSS         0");
        assertThat(orders()).as("nothing is placed unless it is allowed").hasSize(before);
        assertNoSecrets();
    }

    @Test
    void klearIsAskedToo() throws IOException {
        assertThat(run("--api", "klear")).as(said()).isZero();

        assertThat(covered("operations")).contains("GetMarginReports").isSubsetOf(reading(KlearOperations.ALL));
        assertNoSecrets();
    }

    @Test
    void withoutAKeyPublicOperationsAreAsked() throws IOException {
        int status = new CommandLine(new ConformanceCommand(Clock.systemUTC(), Map.of()))
                .setOut(new PrintWriter(stdout))
                .setErr(new PrintWriter(stderr))
                .execute("--target", simulator.restUrl(), "--out", out.toString(), "--specs", SPECS.toString());

        assertThat(status).as(said()).isZero();
        assertThat(stdout.toString())
                .contains("GetMarginBalance: not answered: needs a key")
                .contains("WebSocket: not asked");
        assertThat(covered("operations"))
                .contains("GetMarginMarkets", "GetMarginMarketOrderbook")
                .doesNotContain("GetMarginBalance");
    }

    @Test
    void ordersLiveAndNoneIsLeft() throws IOException {
        assertThat(run("--allow-orders", "--listen", "1")).as(said()).isZero();

        Set<String> asked = covered("operations");
        assertThat(asked)
                .contains(
                        "CreateMarginOrder",
                        "AmendMarginOrder",
                        "DecreaseMarginOrder",
                        "CancelMarginOrder",
                        "CreateMarginOrderGroup",
                        "UpdateMarginOrderGroupLimit",
                        "TriggerMarginOrderGroup",
                        "ResetMarginOrderGroup",
                        "DeleteMarginOrderGroup");
        assertThat(covered("channels")).contains("user_orders", "order_group_updates");
        assertThat(orders())
                .isNotEmpty()
                .allSatisfy(order -> assertThat(order.status()).isNotEqualTo(OrderStatus.RESTING))
                .allSatisfy(order -> assertThat(order.fillCount().isZero()).isTrue());
        assertThat(out.resolve("orders.journal")).doesNotExist();
        assertThat(stdout.toString()).contains("ROUND_TRIP_LOSS         0");
    }

    @Test
    void ordersThatAreNotListedYetAreWaitedFor() throws IOException {
        simulator.exchange().setReadLag(Duration.ofSeconds(2));

        assertThat(run("--allow-orders", "--listen", "0")).as(said()).isZero();

        assertThat(orders()).isNotEmpty().noneMatch(order -> order.status() == OrderStatus.RESTING);
    }

    @Test
    void whatAKilledRunLeftTheNextOneCancels() throws IOException, InterruptedException {
        CountDownLatch placed = new CountDownLatch(1);
        simulator.exchange().addListener(new ExchangeListener() {
            @Override
            public void onOrder(Order order) {
                if (placed.getCount() > 0 && order.clientOrderId().startsWith(OrderDrill.MARK)) {
                    // It will never hear what became of it.
                    simulator.misbehaviour().operation("CreateMarginOrder").delay(Duration.ofSeconds(10));
                    simulator.misbehaviour().operation("GetMarginOrder").delay(Duration.ofSeconds(10));
                    placed.countDown();
                }
            }
        });
        Process process = start("--allow-orders", "--listen", "0");
        assertThat(placed.await(60, TimeUnit.SECONDS)).as(output(process)).isTrue();
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        simulator.misbehaviour().stop();
        assertThat(resting()).as("what the killed run left").hasSize(1);
        assertThat(out.resolve("orders.journal")).isNotEmptyFile();

        assertThat(run("--allow-orders", "--listen", "0")).as(said()).isZero();

        assertThat(stdout.toString()).contains("cancelled 1 order that an earlier run had left");
        assertThat(resting()).isEmpty();
    }

    @Test
    void anOrderWhoseAnswerIsLostIsCancelledAllTheSame() throws IOException {
        simulator.misbehaviour().operation("CreateMarginOrder").once().dropAfterHandling();

        assertThat(run("--allow-orders", "--listen", "0")).as(said()).isZero();

        assertThat(stdout.toString())
                .contains("CreateMarginOrder: not answered")
                .contains("cancelled 1 order that the drill had left");
        assertThat(resting()).isEmpty();
    }

    @Test
    void thatOrdersMayBeLeftIsSaid() throws IOException {
        simulator.misbehaviour().operation("CancelMarginOrder").answer(500);
        simulator.misbehaviour().operation("TriggerMarginOrderGroup").answer(500);

        assertThat(run("--allow-orders", "--listen", "0")).isEqualTo(2);

        assertThat(stderr.toString()).contains("orders of a run may be left").contains(OrderDrill.MARK);
        assertThat(resting()).isNotEmpty();
        simulator.misbehaviour().stop();
        assertThat(run("--allow-orders", "--listen", "0")).as(said()).isZero();
        assertThat(resting()).isEmpty();
    }

    @Test
    void nobodyThereIsSaid() {
        String url = simulator.restUrl();
        simulator.close();

        int status = command().execute("--target", url, "--out", out.toString(), "--specs", SPECS.toString());

        assertThat(status).isEqualTo(2);
        assertThat(stderr.toString()).contains("does not");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws IOException {
        assertThat(command().execute("--allow-orders")).isEqualTo(2);
        assertThat(stderr.toString()).contains("--allow-orders: only with --target");
        assertThat(run("--corpus", "x")).isEqualTo(2);
        assertThat(stderr.toString()).contains("--target and --corpus exclude each other");
        assertThat(run("--api", "klear", "--allow-orders")).isEqualTo(2);
        assertThat(stderr.toString()).contains("--allow-orders: orders are placed with --api rest only");
        assertThat(run("--listen", "-1")).isEqualTo(2);
        assertThat(stderr.toString()).contains("--listen: at least 0 seconds");
    }

    private static io.github.kalshiperps.rest.model.CreateOrderGroupRequest group() {
        return io.github.kalshiperps.rest.model.CreateOrderGroupRequest.builder()
                .contractsLimit(10L)
                .build();
    }

    private void haveAGroupAndAnOrder() {
        simulator.client().orderGroups().create(group()).execute();
        simulator
                .exchange()
                .createOrder(
                        simulator.account().userId(),
                        OrderRequest.bid(
                                "KXBTCPERP1", "mine", FixedPointDollars.of("6.0000"), FixedPointCount.of("1.00")));
    }

    private CommandLine command() {
        return new CommandLine(new ConformanceCommand(Clock.systemUTC(), environment))
                .setOut(new PrintWriter(stdout))
                .setErr(new PrintWriter(stderr));
    }

    private int run(String... options) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("--target", simulator.restUrl(), "--out", out.toString(), "--specs", SPECS.toString()));
        args.addAll(List.of(options));
        return command().execute(args.toArray(String[]::new));
    }

    private String said() {
        return stdout + "\n" + stderr;
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.kalshiperps.cli.Perps",
                "conformance",
                "--target",
                simulator.restUrl(),
                "--out",
                out.toString(),
                "--specs",
                SPECS.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.resolve("killed.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String output(Process process) throws IOException {
        return process + ": " + Files.readString(out.resolve("killed.log"));
    }

    private List<Order> orders() {
        return simulator
                .exchange()
                .orders(simulator.account().userId(), OrderFilter.ALL, PageRequest.ALL)
                .items();
    }

    private List<Order> resting() {
        return orders().stream()
                .filter(order -> order.status() == OrderStatus.RESTING)
                .toList();
    }

    private static Set<String> reading(List<ApiOperation> operations) {
        return operations.stream()
                .filter(operation -> operation.httpMethod().equals("GET"))
                .map(ApiOperation::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> covered(String part) throws IOException {
        JsonNode covered = new ObjectMapper()
                .readTree(out.resolve("report.json").toFile())
                .path("coverage")
                .path(part)
                .path("list");
        String noun = part.substring(0, part.length() - 1);
        Set<String> names = new TreeSet<>();
        covered.forEach(element -> names.add(element.path(noun).asText()));
        return names;
    }

    private void assertNoSecrets() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(
                simulator.account().keyId(),
                simulator.account().userId(),
                simulator.klearCredentials().accessToken()));
        simulator
                .account()
                .privateKeyPem()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .forEach(secrets::add);
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(file.toString()).noneMatch(text::contains);
            }
        }
    }
}
