// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.reference.GwpSet;
import picocli.CommandLine.Option;

/** Which global warming potentials a deployment counts with. */
final class GwpOption {
  @Option(
      names = "--gwp",
      defaultValue = "AR5",
      description =
          "Report whose global warming potentials convert other gases: ${COMPLETION-CANDIDATES};"
              + " default: ${DEFAULT-VALUE}. The same for every part of a deployment.")
  GwpSet gwp;
}
