// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.reference.register.Tree.Entry;
import io.tanliu.reference.register.Tree.Items;
import io.tanliu.reference.register.Tree.Mapping;
import io.tanliu.reference.register.Tree.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a tree from the parser's events. No anchors and only shallow nesting: a register needs
 * neither, and both can make a small text large or the stack deep.
 */
final class TreeReader {
  private static final int MAX_DEPTH = 12;

  /** Ends the reading of one document. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Place place;
    private final String value;
    private final String expected;

    Refused(Place place, String value, String expected) {
      super(value);
      this.place = place;
      this.value = value;
      this.expected = expected;
    }
  }

  private final String file;
  private final Iterator<Event> events;

  private TreeReader(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  static Optional<Tree> read(String file, String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(RegisterReader.MAX_BYTES)
            .setParseComments(false)
            .build();
    try {
      var events = new Parse(settings).parseString(withoutTabs(text)).iterator();
      return Optional.of(new TreeReader(file, events).document());
    } catch (Refused e) {
      problems.add(e.place, "", e.value, e.expected);
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      Place place =
          mark == null
              ? new Place(file, 0, 0)
              : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
      problems.add(place, "", String.valueOf(e.getProblem()), "well-formed YAML or JSON");
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      problems.add(new Place(file, 0, 0), "", message, "well-formed YAML or JSON");
    }
    return Optional.empty();
  }

  /** JSON may be indented by tabs, YAML may not; inside JSON strings there are none. */
  private static String withoutTabs(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? text.replace('\t', ' ') : text;
  }

  private Tree document() throws Refused {
    next(); // start of stream
    Event first = next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new Refused(new Place(file, 1, 1), "empty", "units, targets or reports");
    }
    Tree tree = node(next(), 0);
    next(); // end of document
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new Refused(place(after), "a second document", "one document in a file");
    }
    return tree;
  }

  private Event next() {
    return events.next();
  }

  private Tree node(Event event, int depth) throws Refused {
    Place place = place(event);
    if (event.getEventId() == Event.ID.Alias
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw new Refused(place, "an anchor or alias", "every value written out");
    }
    if (depth > MAX_DEPTH) {
      throw new Refused(place, "nested deeper than " + MAX_DEPTH, "units, targets or reports");
    }
    return switch (event.getEventId()) {
      case SequenceStart -> items(place, depth);
      case MappingStart -> mapping(place, depth);
      default -> scalar(place, event);
    };
  }

  private static Scalar scalar(Place place, Event event) {
    ScalarEvent scalar = (ScalarEvent) event;
    return new Scalar(place, scalar.getValue(), scalar.isPlain());
  }

  private Items items(Place place, int depth) throws Refused {
    List<Tree> items = new ArrayList<>();
    for (Event e = next(); e.getEventId() != Event.ID.SequenceEnd; e = next()) {
      items.add(node(e, depth + 1));
    }
    return new Items(place, items);
  }

  private Mapping mapping(Place place, int depth) throws Refused {
    List<Entry> entries = new ArrayList<>();
    for (Event e = next(); e.getEventId() != Event.ID.MappingEnd; e = next()) {
      if (!(node(e, depth + 1) instanceof Scalar name)) {
        throw new Refused(place(e), "a list or mapping as name", "a plain field name");
      }
      entries.add(new Entry(name, node(next(), depth + 1)));
    }
    return new Mapping(place, entries);
  }

  private Place place(Event event) {
    return event
        .getStartMark()
        .map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(new Place(file, 0, 0));
  }
}
