#ifndef C_HEADROOM_DATA_H
#define C_HEADROOM_DATA_H
#include <stddef.h>
#include <stdint.h>

/// A file of data/ as it was when this library was compiled.
typedef struct {
  const uint8_t *_Nonnull bytes;
  size_t count;
} headroom_file;

headroom_file headroom_instance_types_csv(void);
headroom_file headroom_ec2_ondemand_prices_csv(void);
headroom_file headroom_ec2_commitments_csv(void);
headroom_file headroom_traffic_prices_csv(void);
headroom_file headroom_type_offerings_csv(void);
headroom_file headroom_plan_schema_json(void);

#endif
