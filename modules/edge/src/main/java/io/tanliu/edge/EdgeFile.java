// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.FileForm;
import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.PointMap;
import io.tanliu.client.TimeForm;
import io.tanliu.client.folder.Folder;
import io.tanliu.edge.EdgeSettings.Source;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the settings of an agent from YAML; unknown names are errors. */
final class EdgeFile {
  private static final Set<String> TOP =
      Set.of(
          "gateway",
          "keyFile",
          "caFile",
          "data",
          "units",
          "door",
          "keep",
          "quota",
          "shipment",
          "clockDrift",
          "folders",
          "mqtt");
  private static final Set<String> DOOR = Set.of("host", "port", "keyFile");
  private static final Set<String> FOLDER =
      Set.of(
          "path",
          "unit",
          "point",
          "energyUnit",
          "backfill",
          "complete",
          "settle",
          "order",
          "map",
          "timeColumn",
          "pointColumn",
          "valueColumn",
          "timeFormat",
          "interval",
          "label",
          "midnight",
          "zone",
          "sheet");

  private final Path base;
  private final Map<?, ?> members;
  private final String where;

  private EdgeFile(Path base, Map<?, ?> members, String where, Set<String> known) {
    this.base = base;
    this.members = members;
    this.where = where;
    for (Object name : members.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        throw wrong(String.valueOf(name), "unknown", "one of " + known.stream().sorted().toList());
      }
    }
  }

  /**
   * Reads a file; paths in it are relative to its own directory.
   *
   * @throws IllegalArgumentException when a member is missing, unknown or wrong
   */
  static EdgeSettings read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      Object read = new Load(LoadSettings.builder().build()).loadFromReader(in);
      if (read instanceof Map<?, ?> members) {
        Path base = file.toAbsolutePath().getParent();
        return new EdgeFile(base, members, "", TOP).settings();
      }
      throw new IllegalArgumentException(file + ": (expected: a YAML mapping)");
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private EdgeSettings settings() throws IOException {
    EdgeFile door = new EdgeFile(base, map("door"), "door.", DOOR);
    List<Source> folders = new ArrayList<>();
    for (Object each : list("folders")) {
      if (!(each instanceof Map<?, ?> members)) {
        throw wrong("folders", String.valueOf(each), "mappings");
      }
      folders.add(new EdgeFile(base, members, "folders.", FOLDER).source());
    }
    Set<String> units = new LinkedHashSet<>();
    list("units").forEach(unit -> units.add(String.valueOf(unit)));
    return new EdgeSettings(
        value("gateway", URI::create).orElseThrow(() -> wrong("gateway", "missing", "an address")),
        path("keyFile"),
        path("caFile"),
        path("data").orElse(base.resolve("edge-data")),
        units,
        door.text("host").orElse("127.0.0.1"),
        door.value("port", Integer::valueOf).orElse(8090),
        door.path("keyFile"),
        value("keep", Duration::parse).orElse(EdgeSettings.DEFAULT_KEEP),
        value("quota", EdgeFile::bytes).orElse(EdgeSettings.DEFAULT_QUOTA),
        value("shipment", Integer::valueOf).orElse(5_000),
        value("clockDrift", Duration::parse).orElse(Duration.ofSeconds(30)),
        folders,
        members.containsKey("mqtt")
            ? Optional.of(
                MqttSource.of(
                    new EdgeFile(base, map("mqtt"), "mqtt.", MqttSource.names())::text, base))
            : Optional.empty());
  }

  private Source source() throws IOException {
    Path path = path("path").orElseThrow(() -> wrong("path", "missing", "a directory"));
    Folder usual = Folder.of(path);
    Folder folder =
        new Folder(
            path,
            choice("complete", Folder.Complete::valueOf).orElse(usual.complete()),
            value("settle", Duration::parse).orElse(usual.settle()),
            choice("order", Folder.Order::valueOf).orElse(usual.order()),
            usual.maxBytes());
    TimeForm times =
        new TimeForm(
            text("timeFormat").orElse("auto"),
            value("interval", Duration::parse).orElse(Duration.ofMinutes(15)),
            value("label", TimeForm.Label::of).orElse(TimeForm.Label.START),
            value("midnight", TimeForm.Midnight::of).orElse(TimeForm.Midnight.BEGINS_DAY),
            value("zone", ZoneId::of).orElse(ZoneId.of("Asia/Shanghai")));
    Map<String, PointColumn> points = new LinkedHashMap<>();
    map("map")
        .forEach(
            (column, point) ->
                points.put(String.valueOf(column), PointMap.point(String.valueOf(point))));
    FileForm form =
        new FileForm(
            Optional.empty(),
            Optional.empty(),
            text("sheet"),
            0,
            text("timeColumn"),
            text("pointColumn"),
            text("valueColumn"),
            points,
            times);
    return new Source(
        folder,
        text("unit").orElseThrow(() -> wrong("unit", "missing", "a unit id")),
        text("point"),
        text("energyUnit"),
        text("backfill").filter("true"::equals).isPresent(),
        form);
  }

  /** Bytes, such as 512MiB or 20GiB. */
  private static long bytes(String text) {
    String upper = text.toUpperCase(Locale.ROOT).strip();
    int shift = upper.endsWith("GIB") ? 30 : upper.endsWith("MIB") ? 20 : 0;
    String number = shift == 0 ? upper : upper.substring(0, upper.length() - 3).strip();
    return Math.multiplyExact(Long.parseLong(number), 1L << shift);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).map(String::valueOf);
  }

  private <T> Optional<T> value(String name, Function<String, T> reader) {
    return text(name)
        .map(
            text -> {
              try {
                return reader.apply(text);
              } catch (RuntimeException e) {
                throw new IllegalArgumentException(where + name + ": " + e.getMessage(), e);
              }
            });
  }

  private <T> Optional<T> choice(String name, Function<String, T> reader) {
    return value(name, text -> reader.apply(text.toUpperCase(Locale.ROOT)));
  }

  private Optional<Path> path(String name) {
    return text(name).map(base::resolve);
  }

  private Map<?, ?> map(String name) {
    Object found = members.get(name);
    if (found == null) {
      return Map.of();
    }
    if (found instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(name, String.valueOf(found), "a mapping");
  }

  private List<?> list(String name) {
    Object found = members.get(name);
    if (found == null) {
      return List.of();
    }
    if (found instanceof List<?> list) {
      return list;
    }
    throw wrong(name, String.valueOf(found), "a list");
  }

  private IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException(
        where + name + ": " + value + " (expected: " + expected + ")");
  }
}
