// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** What the tests put in: random histories of random units, and factors that need no files. */
package io.tanliu.testkit;
