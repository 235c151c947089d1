// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in a real browser. All of its tests share one broker, server and browser. */
@ExtendWith(SharedPage.class)
class PageTest {
  @Nested
  class Views extends PageViews {
    Views(PageRig rig) {
      super(rig);
    }
  }

  @Nested
  class Alerts extends PageAlerts {
    Alerts(PageRig rig) {
      super(rig);
    }
  }

  @Nested
  class Switches extends PageSwitches {
    Switches(PageRig rig) {
      super(rig);
    }
  }

  @Nested
  class Restart extends PageRestart {
    Restart(PageRig rig) {
      super(rig);
    }
  }

  @Nested
  class Load extends PageLoad {
    Load(PageRig rig) {
      super(rig);
    }
  }
}
