package io.allsmi.collect.web;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Takes a request to the application and its answer back, without blocking. */
final class AppHandler extends Handler.Abstract.NonBlocking {
  private final WebApp app;

  AppHandler(WebApp app) {
    this.app = app;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String query = request.getHttpURI().getQuery();
    WebReply reply =
        app.answer(
            new WebRequest(
                request.getMethod(),
                Request.getPathInContext(request),
                query == null ? "" : query,
                name -> String.join(",", request.getHeaders().getValuesList(name))));
    response.setStatus(reply.status());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (reply instanceof WebReply.Page page) {
      response.write(true, page.body().duplicate(), callback);
    } else if (reply instanceof WebReply.Stream stream) {
      request.addIdleTimeoutListener(timeout -> false); // silence is its own affair
      Open open = new Open(request, response, callback);
      response.write(
          false,
          BufferUtil.EMPTY_BUFFER,
          Callback.from(
              () -> stream.opened().accept(open),
              cause -> {
                stream.neverOpened().run();
                open.fail(cause);
              }));
    }
    return true;
  }

  /** An answer that goes on. */
  private static final class Open implements WebStream {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean ended = new AtomicBoolean();

    Open(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    @Override
    public void write(byte[] bytes, Done done) {
      response.write(
          false,
          ByteBuffer.wrap(bytes),
          Callback.from(
              () -> done.ended(true),
              cause -> {
                fail(cause);
                done.ended(false);
              }));
    }

    @Override
    public void abort() {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      fail(new EOFException("stream: expected a client that reads, got one that does not"));
    }

    private void fail(Throwable cause) {
      if (ended.compareAndSet(false, true)) {
        callback.failed(cause);
      }
    }
  }
}
