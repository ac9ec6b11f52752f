#include "CHeadroomData.h"

static const uint8_t instance_types_csv[] = {
#embed "../../data/instance-types.csv"
};
static const uint8_t ec2_ondemand_prices_csv[] = {
#embed "../../data/ec2-ondemand-prices.csv"
};
static const uint8_t ec2_commitments_csv[] = {
#embed "../../data/ec2-commitments.csv"
};
static const uint8_t traffic_prices_csv[] = {
#embed "../../data/traffic-prices.csv"
};
static const uint8_t type_offerings_csv[] = {
#embed "../../data/type-offerings-by-zone-id.csv"
};
static const uint8_t plan_schema_json[] = {
#embed "../../data/schema/plan.schema.json"
};

headroom_file headroom_instance_types_csv(void) {
  return (headroom_file){instance_types_csv, sizeof instance_types_csv};
}
headroom_file headroom_ec2_ondemand_prices_csv(void) {
  return (headroom_file){ec2_ondemand_prices_csv, sizeof ec2_ondemand_prices_csv};
}
headroom_file headroom_ec2_commitments_csv(void) {
  return (headroom_file){ec2_commitments_csv, sizeof ec2_commitments_csv};
}
headroom_file headroom_traffic_prices_csv(void) {
  return (headroom_file){traffic_prices_csv, sizeof traffic_prices_csv};
}
headroom_file headroom_type_offerings_csv(void) {
  return (headroom_file){type_offerings_csv, sizeof type_offerings_csv};
}
headroom_file headroom_plan_schema_json(void) {
  return (headroom_file){plan_schema_json, sizeof plan_schema_json};
}
