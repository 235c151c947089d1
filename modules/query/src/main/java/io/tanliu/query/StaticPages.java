// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** The dashboard's files and the contract, from the class path. */
final class StaticPages {
  /** Only this server's own files: no inline script, no other host. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "yaml", "application/yaml; charset=utf-8");

  /** Libraries of the page, where their Maven artifacts keep them. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "vue.js",
          "/META-INF/resources/webjars/vue/3.5.26/dist/vue.runtime.esm-browser.prod.js",
          "echarts.js",
          "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.esm.min.mjs");

  private static final class Page {
    private final byte[] bytes;
    private final byte[] packed;
    private final String tag;

    Page(byte[] bytes, byte[] packed, String tag) {
      this.bytes = bytes;
      this.packed = packed;
      this.tag = tag;
    }
  }

  private final Map<String, Optional<Page>> pages = new ConcurrentHashMap<>();

  void index(Context context) {
    send(context, "/dashboard/index.html");
  }

  void asset(Context context) {
    send(context, "/dashboard/" + known(context.pathParam("file")));
  }

  /** A file of a folder: core, parts, views, or lib with the libraries. */
  void assetInFolder(Context context) {
    String file = known(context.pathParam("file"));
    String folder = context.pathParam("folder");
    if (!folder.matches("[a-z]+")) {
      throw missing(folder);
    }
    if (folder.equals("lib")) {
      send(context, library(file).orElseThrow(() -> missing(file)));
    } else {
      send(context, "/dashboard/" + folder + '/' + file);
    }
  }

  /** Where a library of the page lies on the class path; empty when there is none of that name. */
  static Optional<String> library(String file) {
    return Optional.ofNullable(LIBRARIES.get(file))
        .filter(path -> StaticPages.class.getResource(path) != null);
  }

  private static String known(String file) {
    if (!file.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(js|css|json|svg)")) {
      throw missing(file);
    }
    return file;
  }

  void contract(Context context) {
    send(context, "/openapi.yaml");
  }

  void topics(Context context) {
    send(context, "/asyncapi.yaml");
  }

  private void send(Context context, String resource) {
    // Only names that exist are remembered, so that asking for others takes no memory.
    Optional<Page> page = pages.get(resource);
    if (page == null) {
      page = load(resource);
      if (page.isPresent()) {
        pages.put(resource, page);
      }
    }
    Page found = page.orElseThrow(() -> missing(resource));
    context.header("Content-Security-Policy", POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-cache");
    context.header("ETag", found.tag);
    if (found.tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(TYPES.get(resource.substring(resource.lastIndexOf('.') + 1)));
    context.header("Vary", "Accept-Encoding");
    String accepted = context.header("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      context.disableCompression();
      context.header("Content-Encoding", "gzip");
      context.result(found.packed);
    } else {
      context.result(found.bytes);
    }
  }

  /** Packed once, not for every answer: the charts' library takes 50 ms of a core. */
  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Problem missing(String file) {
    return Problem.notFound("NO_SUCH_FILE", "file", Parameters.shorten(file), "a file of the page");
  }

  private static Optional<Page> load(String resource) {
    try (InputStream in = StaticPages.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Optional.of(
          new Page(
              bytes, packed(bytes), '"' + HexFormat.of().formatHex(digest).substring(0, 32) + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
