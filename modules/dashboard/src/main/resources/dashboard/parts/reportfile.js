// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { ApiError, headers } from '../core/api.js';

/** A report as a file: as the server makes it, with the key of who asks. */
export async function saveFile(address, name) {
  const answer = await fetch(address, { headers: headers({ Accept: '*/*' }) });
  if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => ({})));
  save(await answer.blob(), name);
}

/** The figures as CSV; exact decimals, as the server gave them. */
export function saveCsv(data) {
  const { entity, period, figures } = data.report;
  const quoted = (cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const fields = ['unit', 'value', 'coverage', 'estimated', 'revision', 'provisional'];
  const lines = [
    ['entity', 'period', 'quantity', ...fields, 'before', 'lastYear'],
    ...figures.map((figure) => [
      entity.id,
      period.text,
      figure.quantity,
      ...fields.map((field) => figure[field]),
      figure.before.value,
      figure.lastYear.value,
    ]),
  ];
  const text = `\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
  save(new Blob([text], { type: 'text/csv' }), `tanliu-${entity.id}-${period.text}.csv`);
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
