import { useEffect, useId, useRef } from "react";
import { useSuggestions } from "./useSuggestions.ts";

interface Props {
  id: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly string[];
  placeholder: string;
  showLabel: string;
  describeCount: (count: number) => string;
  contentLanguage: string;
  maxLength: number;
  describedBy?: string | undefined;
  isInvalid: boolean;
}

/** A text field with suggestions; any other text is as welcome. */
export function ComboBox(props: Props) {
  const { id, value, onChange, options, contentLanguage } = props;
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(value, options, onChange);
  const { shown, isOpen, active } = suggestions;
  return (
    <div className="combo">
      <input
        ref={input}
        id={id}
        className="input combo-input"
        type="text"
        role="combobox"
        autoComplete="off"
        enterKeyHint="go"
        lang={contentLanguage}
        value={value}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        aria-invalid={props.isInvalid}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          onChange(event.target.value);
          suggestions.open(false);
        }}
        onKeyDown={suggestions.onKeyDown}
        onBlur={suggestions.close}
      />
      {options.length > 0 && (
        <button
          type="button"
          className="combo-button"
          tabIndex={-1}
          aria-label={props.showLabel}
          aria-expanded={isOpen}
          aria-controls={list}
          onMouseDown={(event) => {
            // The focus stays in the text.
            event.preventDefault();
          }}
          onClick={() => {
            input.current?.focus();
            if (isOpen) suggestions.close();
            else suggestions.open(true);
          }}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </button>
      )}
      <OptionList id={list} label={props.showLabel} language={contentLanguage} {...suggestions} />
      <span className="visually-hidden" role="status">
        {isOpen ? props.describeCount(shown.length) : ""}
      </span>
    </div>
  );
}

interface OptionListProps {
  id: string;
  label: string;
  language: string;
  shown: readonly string[];
  isOpen: boolean;
  active: number;
  choose: (option: string) => void;
}

function OptionList({ id, label, language, shown, isOpen, active, choose }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} className="combo-list" role="listbox" aria-label={label} lang={language} hidden={!isOpen}>
      {shown.map((option, index) => (
        // The keyboard reaches options through the text field, which holds the focus.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={option}
          id={`${id}-${index}`}
          className="combo-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            choose(option);
          }}
        >
          {option}
        </div>
      ))}
    </div>
  );
}
