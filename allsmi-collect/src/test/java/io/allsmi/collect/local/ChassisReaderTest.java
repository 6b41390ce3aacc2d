package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ChassisInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChassisReaderTest {
  @TempDir Path root;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root);
  }

  private Optional<ChassisInfo> read() {
    return new ChassisReader(machine.files()).read(Hwmon.list(machine.files()));
  }

  private void sensor(int device, String name, String file, String value) {
    machine.file("/sys/class/hwmon/hwmon" + device + "/name", name + "\n");
    machine.file("/sys/class/hwmon/hwmon" + device + "/" + file, value + "\n");
  }

  @Test
  void aMachineThatTellsNothingHasNone() {
    assertThat(read()).isEmpty();
  }

  @Test
  void theFirmwareNamesTheMachineAndNoSerialNumberIsRead() {
    machine.file("/sys/class/dmi/id/product_name", "DGX H200\n");
    machine.file("/sys/class/dmi/id/sys_vendor", "NVIDIA\n");
    machine.file("/sys/class/dmi/id/product_serial", "SECRET\n");
    machine.file("/sys/class/dmi/id/board_name", "To be filled by O.E.M.\n");
    assertThat(read().orElseThrow().detail())
        .isEqualTo(Map.of("product_name", "DGX H200", "vendor", "NVIDIA", "platform", "Linux"));
  }

  @Test
  void fansAreThoseOfTheMachineAndNotOfGpus() {
    sensor(0, "nct6775", "fan1_input", "1200");
    sensor(0, "nct6775", "fan2_input", "0");
    sensor(0, "nct6775", "fan2_label", "Rear");
    sensor(0, "nct6775", "fan2_max", "3000");
    sensor(1, "amdgpu", "fan1_input", "900");
    assertThat(read().orElseThrow().fans())
        .containsExactly(
            new ChassisInfo.Fan(0, "nct6775 fan1", OptionalInt.of(1200), OptionalInt.empty()),
            new ChassisInfo.Fan(1, "Rear", OptionalInt.of(0), OptionalInt.of(3000)));
  }

  @Test
  void airIsWhatALabelCallsSo() {
    sensor(0, "bmc", "temp1_input", "23500");
    sensor(0, "bmc", "temp1_label", "Inlet Temp");
    sensor(0, "bmc", "temp2_input", "38000");
    sensor(0, "bmc", "temp2_label", "Exhaust Temp");
    sensor(0, "bmc", "temp3_input", "90000");
    assertThat(read().orElseThrow().inletTemperatureCelsius()).hasValue(23.5);
    assertThat(read().orElseThrow().outletTemperatureCelsius()).hasValue(38);
  }

  @Test
  void theMeterOfTheFirmwareIsTheWholeDraw() {
    sensor(0, "power_meter", "power1_average", "812000000");
    sensor(1, "amdgpu", "power1_average", "300000000");
    assertThat(read().orElseThrow().totalPowerWatts()).hasValue(812);
  }

  @Test
  void modulesOfAGraceBoardAddUpAndTheirPartsDoNot() {
    sensor(0, "power_meter", "power1_average", "500000000");
    sensor(0, "power_meter", "power1_oem_info", "Module Power Socket 0");
    sensor(1, "power_meter", "power1_average", "200000000");
    sensor(1, "power_meter", "power1_oem_info", "Grace Power Socket 0");
    sensor(2, "power_meter", "power1_average", "400000000");
    sensor(2, "power_meter", "power1_oem_info", "Module Power Socket 1");
    assertThat(read().orElseThrow().totalPowerWatts()).hasValue(900);
  }

  @Test
  void suppliesAddUpWithoutAMeter() {
    sensor(0, "dps650", "power1_input", "250000000");
    sensor(0, "dps650", "power1_label", "pin");
    sensor(0, "dps650", "power2_input", "240000000");
    sensor(0, "dps650", "power2_label", "pout1");
    ChassisInfo chassis = read().orElseThrow();
    assertThat(chassis.totalPowerWatts()).hasValue(250);
    assertThat(chassis.powerSupplies()).hasSize(1);
    assertThat(chassis.powerSupplies().get(0).status()).isEqualTo("Unknown");
  }
}
