/** Texts in two languages; every visible string of the page is in texts.en.json and texts.zh.json. */
import en from './texts.en.json';
import zh from './texts.zh.json';

export type Language = 'en' | 'zh';
export type TextKey = keyof typeof en;

const texts: Record<Language, Record<TextKey, string>> = { en, zh };
const listeners: (() => void)[] = [];
let current: Language = initialLanguage();

function initialLanguage(): Language {
  const kept = localStorage.getItem('language');
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function language(): Language {
  return current;
}

/** Changes the language and tells everybody who draws text. */
export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem('language', next);
  translatePage();
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** The text of a key, with {names} replaced. */
export function text(key: TextKey, values: Record<string, string> = {}): string {
  return texts[current][key].replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
}

/** The half of a pair of names that is in the current language. */
export function named(names: { zh: string; en: string }): string {
  return current === 'zh' ? names.zh : names.en;
}

export function number(value: number, decimals = 0): string {
  const locale = current === 'zh' ? 'zh-CN' : 'en-GB';
  return value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Fills every element that names a text (data-text) or an accessible label (data-label). */
export function translatePage(): void {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = text(element.dataset.text as TextKey);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label as TextKey));
  }
}
