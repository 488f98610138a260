import type { PageWords, ToPage } from '../core/course/summary-messages';
import { lengthOf } from '../core/course/days';
import type { SummaryWord } from '../core/course/summary-words';
import { render, verbatim, type Args, type Language, type Text } from '../core/text';

/** Speaks in the language of the page: its words, and texts of lessons. */
export class Talk {
  readonly #words: PageWords;
  readonly #language: Language;
  readonly #locale: string;

  constructor({ words, language }: ToPage) {
    this.#words = words;
    this.#language = language;
    this.#locale = language === 'zh' ? 'zh-CN' : 'en';
  }

  /** The language tag of the page. */
  get locale(): string {
    return this.#locale;
  }

  say(word: SummaryWord, args: Args = {}): string {
    return render(verbatim(this.#words[word]), this.#language, args);
  }

  /** Says `<word>.one` of one and `<word>.many` of any other number. */
  many(word: 'streak' | 'left.weeks' | 'plan.ahead' | 'plan.behind', count: number, args: Args = {}): string {
    return this.say(`${word}.${count === 1 ? 'one' : 'many'}`, { count, ...args });
  }

  /** Titles are written with code in backticks, which a page shows as plain words. */
  text(text: Text): string {
    return text[this.#language].replaceAll('`', '');
  }

  /** A length of time such as `2 h 10 min`. */
  time(minutes: number): string {
    const { word, args } = lengthOf(minutes);
    return this.say(word, args);
  }

  /** A day such as `2026-11-21`, or a moment, as a date. */
  date(day: string | number, style: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
    const moment = typeof day === 'number' ? new Date(day) : new Date(`${day}T12:00:00`);
    return new Intl.DateTimeFormat(this.#locale, style).format(moment);
  }
}
