#include "CYAMLEvents.h"
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct headroom_yaml_parser {
  yaml_parser_t parser;
  yaml_event_t event;
  bool has_event;
};

headroom_yaml_parser *headroom_yaml_create(const uint8_t *bytes, size_t count) {
  headroom_yaml_parser *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  if (!yaml_parser_initialize(&self->parser)) {
    free(self);
    return NULL;
  }
  yaml_parser_set_encoding(&self->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&self->parser, bytes ? bytes : (const uint8_t *)"", count);
  return self;
}

void headroom_yaml_free(headroom_yaml_parser *self) {
  if (self->has_event) yaml_event_delete(&self->event);
  yaml_parser_delete(&self->parser);
  free(self);
}

static headroom_yaml_event failure(const yaml_parser_t *parser) {
  const char *problem = parser->problem ? parser->problem : "out of memory";
  bool has_mark = parser->error != YAML_READER_ERROR;
  return (headroom_yaml_event){
      .kind = headroom_yaml_error,
      .text = (const uint8_t *)problem,
      .length = strlen(problem),
      .line = (uint32_t)(has_mark ? parser->problem_mark.line : 0) + 1,
      .column = (uint32_t)(has_mark ? parser->problem_mark.column : 0) + 1,
      .offset = has_mark ? -1 : (int64_t)parser->problem_offset,
  };
}

headroom_yaml_event headroom_yaml_next(headroom_yaml_parser *self) {
  for (;;) {
    if (self->has_event) yaml_event_delete(&self->event);
    self->has_event = false;
    if (!yaml_parser_parse(&self->parser, &self->event)) return failure(&self->parser);
    self->has_event = true;
    const yaml_event_t *event = &self->event;
    headroom_yaml_event next = {
        .line = (uint32_t)event->start_mark.line + 1,
        .column = (uint32_t)event->start_mark.column + 1,
        .offset = -1,
    };
    switch (event->type) {
    case YAML_STREAM_END_EVENT: next.kind = headroom_yaml_end_of_stream; return next;
    case YAML_DOCUMENT_START_EVENT: next.kind = headroom_yaml_document; return next;
    case YAML_DOCUMENT_END_EVENT: next.kind = headroom_yaml_end_of_document; return next;
    case YAML_ALIAS_EVENT:
      next.kind = headroom_yaml_alias;
      next.anchor = (const char *)event->data.alias.anchor;
      return next;
    case YAML_SCALAR_EVENT:
      next.kind = headroom_yaml_scalar;
      next.anchor = (const char *)event->data.scalar.anchor;
      next.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      next.text = event->data.scalar.value;
      next.length = event->data.scalar.length;
      return next;
    case YAML_SEQUENCE_START_EVENT:
      next.kind = headroom_yaml_sequence;
      next.anchor = (const char *)event->data.sequence_start.anchor;
      return next;
    case YAML_SEQUENCE_END_EVENT: next.kind = headroom_yaml_end_of_sequence; return next;
    case YAML_MAPPING_START_EVENT:
      next.kind = headroom_yaml_mapping;
      next.anchor = (const char *)event->data.mapping_start.anchor;
      return next;
    case YAML_MAPPING_END_EVENT: next.kind = headroom_yaml_end_of_mapping; return next;
    default: continue; // The start of the stream says nothing.
    }
  }
}
