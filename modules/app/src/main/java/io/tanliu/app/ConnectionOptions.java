// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the gateway is reached, for the commands that send and ask. */
final class ConnectionOptions {
  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the gateway; default: ${DEFAULT-VALUE}.")
  URI url;

  @Option(
      names = "--key-file",
      description = "File with the API key; default: the key in TANLIU_KEY, or none.")
  Optional<Path> keyFile;

  @Option(
      names = "--ca-file",
      description = "PEM file of the authorities to trust; default: those of the Java platform.")
  Optional<Path> authorities;

  /** A request for a path of the server, with the key. */
  HttpRequest.Builder request(String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
    connection().key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request;
  }

  /** The connection that was chosen. */
  Connection connection() throws IOException {
    Connection chosen = Connection.of(url, keyFile, authorities);
    String set = System.getenv("TANLIU_KEY");
    return chosen.key().isPresent() || set == null || set.isBlank()
        ? chosen
        : new Connection(url, Optional.of(set.strip()), chosen.tls());
  }
}
