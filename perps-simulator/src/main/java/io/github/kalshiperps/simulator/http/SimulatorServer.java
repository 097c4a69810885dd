package io.github.kalshiperps.simulator.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a simulator, reachable from this machine only. Handlers are mounted before it starts; everything else is safe
 * for use by several threads.
 */
public final class SimulatorServer implements AutoCloseable {
    /** Every thread's name begins with it. */
    public static final String THREAD_NAME = "perps-simulator";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);

    private static final String HOST = "127.0.0.1";

    /** What runs on the scheduler is short; should it not be, it does not hold up whoever closes. */
    private static final long JOIN_MILLIS = 5_000;

    private final Server server;
    private final ServerConnector connector;
    private final PathMappingsHandler mounts = new PathMappingsHandler();
    private final List<Thread> schedulerThreads = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor scheduler;

    /**
     * A server that is not started yet.
     *
     * @param port the port, 0 for any that is free
     */
    public SimulatorServer(int port) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName(THREAD_NAME);
        // A forgotten simulator shall not keep a program alive.
        threads.setDaemon(true);
        // What is asked for after the end is not done any more.
        scheduler = new ScheduledThreadPoolExecutor(1, this::schedulerThread, new ThreadPoolExecutor.DiscardPolicy());
        scheduler.setRemoveOnCancelPolicy(true);
        server = new Server(threads, new ScheduledExecutorScheduler(scheduler), null);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "segments as they are",
                // An id may hold an escaped slash or percent sign; the router splits before it decodes.
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Handler.Sequence(mounts, new NotFound()));
    }

    private Thread schedulerThread(Runnable task) {
        Thread thread = new Thread(task, THREAD_NAME + "-scheduler");
        thread.setDaemon(true);
        schedulerThreads.add(thread);
        return thread;
    }

    /**
     * Serves a path and everything below it.
     *
     * @param path the path, such as {@code /trade-api/v2}
     * @param handler what serves it
     */
    public void mount(String path, Handler handler) {
        mounts.addMapping(new ServletPathSpec(path + "/*"), handler);
    }

    /**
     * Jetty's own server, for handlers that need more of it, such as its WebSocket container.
     *
     * @return the server
     */
    public Server jetty() {
        return server;
    }

    /**
     * Starts.
     *
     * @throws IllegalStateException if it cannot, because its port is taken for example
     */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The simulator's server did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Does something again and again on a thread of the server, until it stops.
     *
     * @param pause the pause in between
     * @param work what to do
     */
    public void every(Duration pause, Runnable work) {
        server.getScheduler()
                .schedule(
                        () -> {
                            try {
                                work.run();
                            } catch (RuntimeException e) {
                                LOG.error("What is due could not be done: a mistake of the simulator", e);
                            }
                            if (server.isRunning()) {
                                every(pause, work);
                            }
                        },
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Its address.
     *
     * @param scheme {@code http} or {@code ws}
     * @param path the path
     * @return the URL
     */
    public String url(String scheme, String path) {
        return scheme + "://" + HOST + ":" + port() + path;
    }

    /** Stops at once: connections are closed, and the threads have ended when this returns. */
    @Override
    public void close() {
        try {
            server.stop();
            scheduler.shutdownNow();
            for (Thread thread : schedulerThreads) {
                if (thread != Thread.currentThread()) {
                    thread.join(JOIN_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they end without us
        } catch (Exception e) {
            throw new IllegalStateException("The simulator's server did not stop", e);
        }
        server.destroy();
    }

    /** What no handler takes. */
    private static final class NotFound extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(404);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PLAIN_TEXT);
            response.write(true, ByteBuffer.wrap("404 page not found".getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }
}
