#ifndef C_YAML_EVENTS_H
#define C_YAML_EVENTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What comes next in a YAML text, or the reason why nothing can come.
typedef enum : int32_t {
  headroom_yaml_end_of_stream,
  headroom_yaml_document,
  headroom_yaml_end_of_document,
  headroom_yaml_scalar,
  headroom_yaml_sequence,
  headroom_yaml_end_of_sequence,
  headroom_yaml_mapping,
  headroom_yaml_end_of_mapping,
  headroom_yaml_alias,
  headroom_yaml_error,
} headroom_yaml_kind;

/// An event of libyaml's parser. Lines and columns count from 1.
typedef struct {
  headroom_yaml_kind kind;
  /// Whether a scalar is written without quotation marks.
  bool is_plain;
  uint32_t line;
  uint32_t column;
  /// The text of a scalar, or the message of an error; it lives until the next event is read.
  const uint8_t *_Nullable text;
  size_t length;
  /// The name under which aliases repeat the value, or the name that an alias repeats; it lives as long as the text.
  const char *_Nullable anchor;
  /// For an error of which only the place in bytes is known: that place. Otherwise -1.
  int64_t offset;
} headroom_yaml_event;

/// A parser of one YAML text.
typedef struct headroom_yaml_parser headroom_yaml_parser;

/// Creates a parser of a text in UTF-8, which must live as long as the parser.
headroom_yaml_parser *_Nullable headroom_yaml_create(const uint8_t *_Nullable bytes, size_t count);

/// Reads the next event. After an error and at the end of the stream, no more events may be read.
headroom_yaml_event headroom_yaml_next(headroom_yaml_parser *_Nonnull parser);

/// Frees a parser.
void headroom_yaml_free(headroom_yaml_parser *_Nonnull parser);

#endif
