// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Measures what things cost. Nothing here asserts a time. */
package io.tanliu.benchmarks;
