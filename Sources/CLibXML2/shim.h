#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/tree.h>
#include <libxml/xmlIO.h>
#include <libxml/xpath.h>

/// Frees a text that libxml2 made. `xmlFree` itself is a mutable global, which Swift 6 refuses.
static inline void headroom_xml_free(xmlChar *text) { xmlFree(text); }
