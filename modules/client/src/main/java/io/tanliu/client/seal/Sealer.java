// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seals the batches of one sender, one behind the other. Where the chain stands is kept beside the
 * key file and written before a batch is sent, so that a break between sending and the answer
 * leaves no doubt: {@link #behind} tells by the gateway's answer what it took. One process at a
 * time.
 */
public final class Sealer {
  /** Name of the header. */
  public static final String HEADER = "Tanliu-Seal";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BEHIND = Pattern.compile("([0-9]{1,18}), behind ([0-9a-f]{64})");
  private static final int MOST_TRIED = 100;

  private final SealKey key;
  private final Path file;
  private ChainHead head;

  /** Links of batches sealed behind the head of which nobody said whether they were taken. */
  private final Set<String> tried = new LinkedHashSet<>();

  private String last = "";

  private Sealer(SealKey key, Path file, ChainHead head) {
    this.key = key;
    this.file = file;
    this.head = head;
  }

  /**
   * Opens the chain of a key file; it begins when there was none. A new key of the sender goes on
   * with it.
   *
   * @throws IOException when the key or the chain cannot be read
   */
  public static Sealer open(Path keyFile) throws IOException {
    SealKey key = SealKey.read(keyFile);
    Path file = keyFile.resolveSibling(key.sender() + ".chain");
    if (!Files.exists(file)) {
      return new Sealer(key, file, ChainHead.START);
    }
    JsonNode json = JSON.readTree(file.toFile());
    Sealer sealer =
        new Sealer(key, file, new ChainHead(json.path("seq").asLong(), json.path("link").asText()));
    json.path("tried").forEach(link -> sealer.tried.add(link.asText()));
    return sealer;
  }

  /**
   * The header for a batch, which is now the next one.
   *
   * @param mode live or backfill
   * @param contentType as it will be sent
   * @param body as it will be sent, before compression
   * @throws IOException when the chain cannot be kept
   */
  public synchronized String seal(String unit, String mode, String contentType, byte[] body)
      throws IOException {
    Seal.Context context = new Seal.Context(unit, mode, contentType);
    Seal seal =
        Seal.of(key.sender(), key.key(), key.algorithm(), key.privateKey(), head, context, body);
    last = seal.link(context);
    if (tried.size() >= MOST_TRIED) {
      tried.remove(tried.iterator().next());
    }
    tried.add(last);
    save();
    return seal.header();
  }

  /** The batch that was sealed last was taken: the next one comes behind it. */
  public synchronized void acknowledged() throws IOException {
    advance(last);
  }

  /**
   * Looks at a refusal for the place in the chain.
   *
   * @param expected what the gateway expected, as it said it
   * @return true when it took an earlier batch whose answer was lost: seal once more
   */
  public synchronized boolean behind(String expected) throws IOException {
    Matcher matcher = BEHIND.matcher(expected);
    if (!matcher.find()
        || Long.parseLong(matcher.group(1)) != head.seq() + 2
        || !tried.contains(matcher.group(2))) {
      return false;
    }
    advance(matcher.group(2));
    return true;
  }

  private void advance(String link) throws IOException {
    head = new ChainHead(head.seq() + 1, link);
    tried.clear();
    save();
  }

  private void save() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("seq", head.seq()).put("link", head.link());
    ArrayNode links = json.putArray("tried");
    tried.forEach(links::add);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(next.toFile(), json);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
