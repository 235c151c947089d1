// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.notice.ReceiverRules;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads and validates register documents, and names everything that is wrong at once. */
public final class RegisterReader {
  /** Largest document, bytes. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Most units in one go. */
  public static final int MAX_UNITS = 20_000;

  /** Most targets, most reports, and most quota entries, in one go. */
  public static final int MAX_ENTRIES = 100_000;

  /** Most factors in one go. */
  public static final int MAX_FACTORS = 10_000;

  private static final int MAX_FILES = 1_000;
  private static final int MAX_DIRECTORY_DEPTH = 8;
  private static final List<String> SECTIONS =
      List.of("units", "targets", "reports", "factors", "quotas", "receivers");

  private final Seeds seeds;
  private final UnaryOperator<String> environment;
  private final Problems problems = new Problems();
  private final Draft draft = new Draft();

  private RegisterReader(Seeds seeds, UnaryOperator<String> environment) {
    this.seeds = seeds;
    this.environment = environment;
  }

  /** Where nobody's environment is meant: what comes over HTTP is not filled in. */
  private RegisterReader(Seeds seeds) {
    this(seeds, name -> null);
  }

  /**
   * Reads one document.
   *
   * @param fileName name used in problems
   * @param text YAML or JSON
   * @param seeds regions, energies and quantities to which it may refer
   * @param knownEntities entities outside the document, e.g. units registered before
   */
  public static RegisterResult read(
      String fileName, String text, Seeds seeds, Predicate<String> knownEntities) {
    RegisterReader reader = new RegisterReader(seeds);
    if (text.length() > MAX_BYTES) {
      reader.fileProblem(fileName, "too large", "at most " + MAX_BYTES + " bytes");
    } else {
      reader.document(fileName, text);
    }
    return reader.draft.finish(seeds, knownEntities, reader.problems);
  }

  /**
   * Reads one document of UTF-8 bytes; the stream is not closed.
   *
   * @throws IOException when the stream cannot be read
   */
  public static RegisterResult read(
      String fileName, InputStream stream, Seeds seeds, Predicate<String> knownEntities)
      throws IOException {
    RegisterReader reader = new RegisterReader(seeds);
    reader.bytes(fileName, stream.readNBytes(MAX_BYTES + 1));
    return reader.draft.finish(seeds, knownEntities, reader.problems);
  }

  /**
   * Reads files, and the {@code .yaml}, {@code .yml} and {@code .json} files of directories, as one
   * document. A file that cannot be read is a problem.
   */
  public static RegisterResult readAll(
      List<Path> filesOrDirectories, Seeds seeds, Predicate<String> knownEntities) {
    return readAll(filesOrDirectories, seeds, knownEntities, name -> null);
  }

  /**
   * The same, with addresses of receivers from the environment.
   *
   * @param environment value of a variable, null when there is none
   */
  public static RegisterResult readAll(
      List<Path> filesOrDirectories,
      Seeds seeds,
      Predicate<String> knownEntities,
      UnaryOperator<String> environment) {
    RegisterReader reader = new RegisterReader(seeds, environment);
    for (Path path : reader.files(filesOrDirectories)) {
      try (InputStream stream = Files.newInputStream(path)) {
        reader.bytes(path.toString(), stream.readNBytes(MAX_BYTES + 1));
      } catch (IOException e) {
        reader.fileProblem(path.toString(), "cannot be read: " + e, "a readable file");
      }
    }
    return reader.draft.finish(seeds, knownEntities, reader.problems);
  }

  private List<Path> files(List<Path> filesOrDirectories) {
    List<Path> files = new ArrayList<>();
    for (Path path : filesOrDirectories) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> found = Files.walk(path, MAX_DIRECTORY_DEPTH)) {
        List<Path> documents =
            found.filter(RegisterReader::isDocument).sorted().limit(MAX_FILES + 1L).toList();
        if (documents.isEmpty()) {
          fileProblem(path.toString(), "no document", "files named *.yaml, *.yml or *.json");
        }
        files.addAll(documents);
      } catch (IOException | java.io.UncheckedIOException e) {
        fileProblem(path.toString(), "cannot be read: " + e, "a readable directory");
      }
    }
    if (files.size() > MAX_FILES) {
      fileProblem("all files", files.size() + " files", "at most " + MAX_FILES);
      return List.of();
    }
    return files;
  }

  private static boolean isDocument(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return named && Files.isRegularFile(path);
  }

  private void fileProblem(String file, String value, String expected) {
    problems.add(new Place(file, 0, 0), "", value, expected);
  }

  private void bytes(String file, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      fileProblem(file, "too large", "at most " + MAX_BYTES + " bytes");
      return;
    }
    try {
      document(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      fileProblem(file, "not UTF-8", "UTF-8 text");
    }
  }

  private void document(String file, String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Optional<Tree> tree = TreeReader.read(file, plain, problems);
    if (tree.isEmpty()) {
      return;
    }
    if (!(tree.get() instanceof Mapping mapping)) {
      problems.add(
          tree.get().place(),
          "",
          tree.get().shown(),
          "a mapping with units, targets, reports, factors, quotas or receivers");
      return;
    }
    Fields root = new Fields(mapping, "", SECTIONS, problems);
    section(root, "units", MAX_UNITS);
    section(root, "targets", MAX_ENTRIES);
    section(root, "reports", MAX_ENTRIES);
    section(root, "factors", MAX_FACTORS);
    section(root, "quotas", MAX_ENTRIES);
    section(root, "receivers", ReceiverRules.MAX_RECEIVERS);
  }

  private void section(Fields root, String name, int most) {
    List<Tree> items = root.items(name, most);
    for (int i = 0; i < items.size(); i++) {
      String path = name + "[" + i + "]";
      if (!(items.get(i) instanceof Mapping mapping)) {
        problems.add(items.get(i).place(), path, items.get(i).shown(), "a mapping");
        continue;
      }
      switch (name) {
        case "units" -> UnitSection.read(mapping, path, seeds, problems, draft);
        case "targets" -> TargetSection.read(mapping, path, seeds, problems, draft);
        case "factors" -> FactorSection.read(mapping, path, seeds, problems, draft);
        case "quotas" -> QuotaSection.read(mapping, path, problems, draft);
        case "receivers" ->
            ReceiverSection.read(mapping, path, seeds, environment, problems, draft);
        default -> ReportSection.read(mapping, path, seeds, problems, draft);
      }
    }
  }
}
