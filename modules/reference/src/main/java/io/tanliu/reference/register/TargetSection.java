// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.control.Target;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.TargetFields;
import io.tanliu.reference.TargetReader;
import io.tanliu.reference.register.Tree.Mapping;
import io.tanliu.reference.register.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one target. */
final class TargetSection implements TargetFields {
  private static final int LONGEST_LIST = 64;

  private final Fields fields;

  private TargetSection(Fields fields) {
    this.fields = fields;
  }

  static void read(Mapping mapping, String path, Seeds seeds, Problems problems, Draft draft) {
    Fields fields = new Fields(mapping, path, TargetReader.NAMES, problems);
    Optional<Target> target =
        TargetReader.read(new TargetSection(fields), List.copyOf(seeds.quantities()));
    Optional<String> id = fields.text("id");
    Optional<String> entity = fields.text("entity").filter(e -> Names.ID.matcher(e).matches());
    entity.ifPresent(e -> draft.refer(e, fields.place("entity"), fields.at("entity")));
    if (id.isPresent() && entity.isPresent()) {
      Optional<Place> first =
          draft.declareOnce("target|" + entity.get() + "|" + id.get(), fields.place("id"));
      if (first.isPresent()) {
        fields.wrong("id", "a target that is not also at " + first.get());
        return;
      }
    }
    target.ifPresent(draft::add);
  }

  @Override
  public Optional<String> text(String name) {
    return fields.text(name);
  }

  @Override
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Tree item : fields.items(name, LONGEST_LIST)) {
      if (item instanceof Scalar scalar) {
        texts.add(scalar.text());
      } else {
        fields.wrong(name, "a list of values");
      }
    }
    return texts;
  }

  @Override
  public void wrong(String name, String expected) {
    fields.wrong(name, expected);
  }

  @Override
  public boolean ok() {
    return fields.ok();
  }
}
