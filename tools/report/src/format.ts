// Numbers and days as people read them.

const grouped = new Intl.NumberFormat('en-US', {maximumFractionDigits: 6});
const short = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 2});

// "1,204.5"; text that is a long exact decimal keeps all of its digits.
export function numberText(value: string | number | null): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'number') {
    return grouped.format(value).replace('-', '−');
  }
  const [whole = '', places] = value.replace('-', '').split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (places ? `.${places}` : '');
  return value.startsWith('-') ? `−${text}` : text;
}

// As on an axis or in a tooltip: three or four digits say enough.
export function shortText(value: number): string {
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  const text =
    size >= 1e7
      ? short.format(value)
      : size >= 100
        ? Math.round(value).toLocaleString('en-US')
        : String(Number(value.toPrecision(3)));
  return text.replace('-', '−');
}

export function withUnit(text: string, unit: string | undefined): string {
  return !unit ? text : `${text} ${unit}`;
}

// Of a chart: shares are shown in percent.
export function valueText(value: number, unit: string | undefined): string {
  return unit === 'share' ? `${shortText(Number((value * 100).toPrecision(6)))} %` : shortText(value);
}

// The same with its unit, where that is not seen anyway.
export function fullText(value: number, unit: string | undefined): string {
  return unit === 'share' ? valueText(value, unit) : withUnit(shortText(value), unit);
}

// "2026-07-01" as milliseconds; not a number for what is no day.
export function dayTime(text: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
}

export const dayLength = 86400000;

export function dayName(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const weekday = new Intl.DateTimeFormat('en-GB', {weekday: 'short', timeZone: 'UTC'});
export function longDayName(time: number): string {
  return `${weekday.format(time)} ${dayName(time)}`;
}
