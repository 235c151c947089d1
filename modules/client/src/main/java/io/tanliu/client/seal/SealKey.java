// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.domain.attest.SealAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Base64;

/**
 * A sender's key with its private part, as it stands in a file that nobody else may read.
 *
 * @param sender id of the sender
 * @param key id of the key
 * @param algorithm how it signs
 * @param privateKey PKCS #8 in Base64
 * @param publicKey X.509 in Base64
 */
public record SealKey(
    String sender, String key, SealAlgorithm algorithm, String privateKey, String publicKey) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A new key. */
  public static SealKey generate(String sender, String key, SealAlgorithm algorithm) {
    KeyPair pair = algorithm.generate();
    Base64.Encoder text = Base64.getEncoder();
    return new SealKey(
        sender,
        key,
        algorithm,
        text.encodeToString(pair.getPrivate().getEncoded()),
        text.encodeToString(pair.getPublic().getEncoded()));
  }

  /**
   * Reads a key file.
   *
   * @throws IOException when it is none
   */
  public static SealKey read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    try {
      return new SealKey(
          text(json, "sender"),
          text(json, "key"),
          SealAlgorithm.valueOf(text(json, "algorithm")),
          text(json, "privateKey"),
          text(json, "publicKey"));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no key file: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode json, String name) {
    if (!json.path(name).isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return json.get(name).asText();
  }

  /**
   * Writes a new key file, readable by its owner only where the file system knows owners.
   *
   * @throws IOException also when the file exists
   */
  public void write(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    ObjectNode json = JSON.createObjectNode();
    json.put("sender", sender).put("key", key).put("algorithm", algorithm.name());
    json.put("privateKey", privateKey).put("publicKey", publicKey);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  /** Without the private part. */
  @Override
  public String toString() {
    return "SealKey[" + sender + ", " + key + ", " + algorithm + "]";
  }
}
