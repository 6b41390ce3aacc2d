package io.allsmi.core.shim;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Outputs of tools as we made them up, and the parser of each. */
final class ShimSamples {
  static final String DEVICE_CSV =
      """
      index, uuid, name, driver_version, utilization.gpu [%], memory.used [MiB], memory.total [MiB], temperature.gpu, power.draw [W], fan.speed [%], mig.mode.current, pstate
      0, GPU-11111111-aaaa, Example X1, 600.10.01, 37 %, 1024 MiB, 24576 MiB, 61, 120.50 W, 40 %, Disabled, P2
      1, GPU-22222222-bbbb, Example X1, 600.10.01, [N/A], [Not Supported], 24576 MiB, [Unknown Error], [N/A], [N/A], [N/A], P8
      2, GPU-33333333-cccc, Example X1, 600.10.01, 0 %, 0 MiB, 24576 MiB, 33, 9.25 W, 0 %, Enabled, P0
      """;

  static final String PROCESS_CSV =
      """
      timestamp, gpu_uuid, pid, process_name, used_gpu_memory [MiB]
      2031/01/02 03:04:05.678, GPU-11111111-aaaa, 501, /opt/train, 512 MiB
      2031/01/02 03:04:05.678, GPU-22222222-bbbb, 502, [Insufficient Permissions], [N/A]
      2031/01/02 03:04:05.678, GPU-22222222-bbbb, 503, tool --list=1,2,3 --fast, 64 MiB
      """;

  static final String XML =
      """
      <?xml version="1.0" ?>
      <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v99.dtd">
      <nvidia_smi_log>
        <driver_version>600.10.01</driver_version>
        <cuda_version>14.0</cuda_version>
        <attached_gpus>2</attached_gpus>
        <gpu id="00000000:0A:00.0">
          <product_name>Example X1</product_name>
          <mig_mode><current_mig>Enabled</current_mig></mig_mode>
          <mig_devices>
            <mig_device>
              <index>0</index>
              <gpu_instance_id>5</gpu_instance_id>
              <compute_instance_id>1</compute_instance_id>
              <fb_memory_usage><total>4096 MiB</total><used>100 MiB</used></fb_memory_usage>
            </mig_device>
          </mig_devices>
          <uuid>GPU-11111111-aaaa</uuid>
          <fb_memory_usage><total>24576 MiB</total><used>1024 MiB</used></fb_memory_usage>
          <utilization><gpu_util>N/A</gpu_util></utilization>
          <temperature><gpu_temp>61 C</gpu_temp><gpu_temp_slow_threshold>88 C</gpu_temp_slow_threshold></temperature>
          <module_power_readings><power_draw>999.00 W</power_draw></module_power_readings>
          <gpu_power_readings><average_power_draw>120.50 W</average_power_draw><instant_power_draw>130.00 W</instant_power_draw></gpu_power_readings>
          <clocks><graphics_clock>1500 MHz</graphics_clock></clocks>
          <processes>
            <process_info>
              <gpu_instance_id>5</gpu_instance_id>
              <compute_instance_id>1</compute_instance_id>
              <pid>501</pid>
              <type>C</type>
              <process_name>train --a=1, --b=&lt;2&gt;</process_name>
              <used_memory>512 MiB</used_memory>
            </process_info>
          </processes>
        </gpu>
        <gpu id="00000000:0B:00.0">
          <product_name>Example X2</product_name>
          <uuid>GPU-22222222-bbbb</uuid>
          <utilization><gpu_util>5 %</gpu_util></utilization>
        </gpu>
      </nvidia_smi_log>
      """;

  static final String TABLE =
      """
      Wed Jan  2 03:04:05 2031
      +-----------------------------------------------------------------------------------------+
      | NVIDIA-SMI 600.10.01              Driver Version: 600.10.01      CUDA Version: 14.0     |
      +-----------------------------------------+------------------------+----------------------+
      | GPU  Name                 Persistence-M | Bus-Id          Disp.A | Volatile Uncorr. ECC |
      | Fan  Temp   Perf          Pwr:Usage/Cap |           Memory-Usage | GPU-Util  Compute M. |
      |                                         |                        |               MIG M. |
      |=========================================+========================+======================|
      |   0  Example X1                     On  |   00000000:0A:00.0 Off |                  Off |
      | 40%   61C    P2            120W /  300W |    1024MiB /  24576MiB |     37%      Default |
      |                                         |                        |             Disabled |
      +-----------------------------------------+------------------------+----------------------+
      |   1  Example With A Long Na...      On  |   00000000:0B:00.0 Off |                    0 |
      | N/A   35C    P8             N/A /  N/A  |     512MiB /  40960MiB |     N/A      Default |
      |                                         |                        |             Enabled* |
      +-----------------------------------------+------------------------+----------------------+
      |   2  ERR!                          ERR! |   00000000:0C:00.0 ERR! |                 ERR! |
      | ERR!  ERR!  ERR!            ERR! / ERR! |                   ERR! |    ERR!          ERR! |
      |                                         |                        |                 ERR! |
      +-----------------------------------------+------------------------+----------------------+

      +-----------------------------------------------------------------------------------------+
      | MIG devices:                                                                            |
      +------------------+----------------------------------+-----------+-----------------------+
      | GPU  GI  CI  MIG |              Shared Memory-Usage |        Vol|        Shared         |
      |      ID  ID  Dev |                Shared BAR1-Usage | SM     Unc| CE ENC  DEC  OFA  JPG |
      |                  |                                  |        ECC|                       |
      |==================+==================================+===========+=======================|
      |  1    5   1   0  |             100MiB /  4096MiB    | 14      0 |  1   0    1    0    0 |
      |                  |               0MiB /  8191MiB    |           |                       |
      +------------------+----------------------------------+-----------+-----------------------+

      +-----------------------------------------------------------------------------------------+
      | Processes:                                                                              |
      |  GPU   GI   CI              PID   Type   Process name                        GPU Memory |
      |        ID   ID                                                               Usage      |
      |=========================================================================================|
      |    0   N/A  N/A             501      C   /opt/train                              512MiB |
      |    1    5    1              502    C+G   ...Program Files\\My App\\app.exe        N/A      |
      +-----------------------------------------------------------------------------------------+
      """;

  static final String TEXT =
      """
      ==============NVSMI LOG==============

      Timestamp                                 : Wed Jan  2 03:04:05 2031
      Driver Version                            : 600.10.01
      CUDA Version                              : 14.0

      Attached GPUs                             : 2
      GPU 00000000:0A:00.0
          Product Name                          : Example X1
          MIG Mode
              Current                           : Enabled
          MIG Device
              Index                             : 0
              GPU Instance ID                   : 5
              Compute Instance ID               : 1
              Shared FB Memory Usage
                  Total                         : 4096 MiB
                  Used                          : 100 MiB
          GPU UUID                              : GPU-11111111-aaaa
          FB Memory Usage
              Total                             : 24576 MiB
              Used                              : 1024 MiB
          BAR1 Memory Usage
              Total                             : 256 MiB
              Used                              : 1 MiB
          Utilization
              GPU                               : N/A
          Temperature
              GPU Current Temp                  : 61 C
              GPU Shutdown T.Limit Temp         : -8 C
          GPU Power Readings
              Average Power Draw                : N/A
              Instantaneous Power Draw          : 120.50 W
          Module Power Readings
              Average Power Draw                : 999.00 W
          Processes
              GPU instance ID                   : 5
              Compute instance ID               : 1
              Process ID                        : 501
                  Type                          : C
                  Name                          : /opt/train : resumed
                  Used GPU Memory               : 512 MiB
              GPU instance ID                   : N/A
              Compute instance ID               : N/A
              Process ID                        : 502
                  Type                          : G
                  Name                          : draw
                  Used GPU Memory               : Not available in WDDM driver model
      GPU 00000000:0B:00.0
          Product Name                          : Example X2
          GPU UUID                              : GPU-22222222-bbbb
          Processes                             : None
      """;

  static final String PMON =
      """
      # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
      # Idx           #    C/G      %      %      %      %      %      %    name
          0        501     C     37      4      -      -      -      -    train
          1          -     -      -      -      -      -      -      -    -
          2        503   C+G      -      -      -      -      -      -    my long app.exe
      # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
      # Idx           #    C/G      %      %      %      %      %      %    name
          0        501     C     38      4      -      -      -      -    train
      """;

  static final String DMON =
      """
      # gpu    pwr  gtemp  mtemp     sm    mem    enc    dec    jpg    ofa   mclk   pclk
      # Idx      W      C      C      %      %      %      %      %      %    MHz    MHz
          0    120     61      -     37      4      0      0      0      0   9000   1500
          1      -     35      -      -      -      -      -      -      -    405      0
          0    125     62      -     39      5      0      0      0      0   9000   1505
      """;

  static final String LIST =
      """
      GPU 0: Example X1 (UUID: GPU-11111111-aaaa)
        MIG 2g.10gb     Device  0: (UUID: MIG-11111111-0001)
        MIG 1g.5gb      Device  1: (UUID: MIG-11111111-0002)
      GPU 1: Example X2 (beta) (UUID: GPU-22222222-bbbb)
      """;

  static final String ROCM_JSON =
      """
      WARNING: a card sleeps

      {
        "card0": {
          "Card Series": "Radeon Example",
          "Unique ID": "0xabc1",
          "GPU use (%)": "12",
          "Temperature (Sensor edge) (C)": "N/A",
          "Temperature (Sensor junction) (C)": "44.5",
          "Average Graphics Package Power (W)": "33.0",
          "Max Graphics Package Power (W)": "200.0",
          "sclk clock speed:": "(1300Mhz)",
          "Fan RPM": "700",
          "VRAM Total Memory (B)": "8589934592",
          "VRAM Total Used Memory (B)": "1073741824",
          "(Topology) Numa Node": "-1"
        },
        "card10": {"Card model": "0x1234", "GPU memory use (%)": 50, "VRAM Total Memory (B)": 1000},
        "system": {"Driver version": "7.1.0", "PID501": "tool, a, 1, 4096, 0, 0"}
      }
      """;

  static final String ROCM_TABLE =
      """
      ============================ ROCm System Management Interface ============================
      ====================================== Concise Info ======================================
      Device  Node  IDs              Temp    Power   Partitions          SCLK    MCLK   Fan  Perf  PwrCap  VRAM%  GPU%
                    (DID,     GUID)  (Edge)  (Avg)   (Mem, Compute, ID)
      ==========================================================================================
      0       1     0x744c,   12345  41.0°C  23.0W   N/A, N/A, 0         0Mhz    96Mhz  0%   auto  327.0W  3%     7%
      1       2     0x744c,   54321  N/A     N/A     N/A, N/A, 0         100Mhz  96Mhz  20%  auto  327.0W  0%     0%
      ==========================================================================================
      ================================== End of ROCm SMI Log ===================================
      """;

  static final String AMD_JSON =
      """
      [{"gpu": 0, "usage": {"gfx_activity": {"value": 42, "unit": "%"}},
        "power": {"socket_power": {"value": 77, "unit": "W"}},
        "temperature": {"edge": "N/A", "hotspot": {"value": 51, "unit": "C"}},
        "mem_usage": {"total_vram": {"value": 16384, "unit": "MB"}, "used_vram": {"value": 1, "unit": "GB"}},
        "fan": {"rpm": "N/A"}, "numa": {"node": -1}},
       {"gpu": 1, "usage": "N/A"}]
      [{"gpu": 0, "asic": {"market_name": "Instinct Example"}, "limit": {"socket_power": {"value": 300, "unit": "W"}}}]
      [{"gpu": 0, "process_list": [{"process_info": {"name": "train", "pid": 501, "memory_usage": {"vram_mem": {"value": 4096, "unit": "B"}}}}]},
       {"gpu": 1, "process_list": [{"process_info": "No running processes detected"}]}]
      """;

  static final String AMD_TABLE =
      """
      +------------------------------------------------------------------------------+
      | AMD-SMI 30.1.0+abc    amdgpu version: 7.7.7    ROCm version: 8.0.0           |
      | VBIOS version: 0001                                                          |
      |-------------------------------------+----------------------------------------|
      | BDF                        GPU-Name | Mem-Uti   Temp   UEC       Power-Usage |
      | GPU  HIP-ID  OAM-ID  Partition-Mode | GFX-Uti    Fan               Mem-Usage |
      |=====================================+========================================|
      | 0000:0a:00.0        Radeon Example  | 3 %      51 °C   0            77/300 W |
      |   0       0     N/A             N/A | 42 %    40.0 %           1024/16384 MB |
      |-------------------------------------+----------------------------------------|
      | 0000:0b:00.0        Radeon Example  | N/A      N/A     0         N/A/300 W   |
      |   1       1     N/A             N/A | N/A      N/A             N/A/16384 MB  |
      +-------------------------------------+----------------------------------------+
      +------------------------------------------------------------------------------+
      | Processes:                                                                   |
      |  GPU        PID  Process Name          GTT_MEM  VRAM_MEM  MEM_USAGE     CU % |
      |==============================================================================|
      |    0        501  my tool                5.9 MB    1.5 GB      0.0 B  N/A     |
      |    1        502  other                  5.9 MB   54.0 KB      0.0 B  3 %     |
      +------------------------------------------------------------------------------+
      """;

  static final String HL_CSV =
      """
      0, 01P0-EX-1, HL-999, 9.9.9-abc, 1024 MiB, 512 MiB, 512 MiB, 101 W, 600 W, 33 C, 7 %
      1, 01P0-EX-2, HL-999, 9.9.9-abc, 1024 MiB, N/A, N/A, N/A, 600 W, 34 C, N/A
      """;

  /** An output and what reads it. */
  record Sample(String name, String text, Function<byte[], ShimReadings> parser) {
    ShimReadings read(String output) {
      return parser.apply(output.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final Map<String, Sample> ALL = new LinkedHashMap<>();

  static {
    add("device-csv", DEVICE_CSV, bytes -> ShimParsers.nvidiaSmiCsv(bytes, List.of()));
    add("process-csv", PROCESS_CSV, bytes -> ShimParsers.nvidiaSmiAppsCsv(bytes, List.of()));
    add("xml", XML, ShimParsers::nvidiaSmiXml);
    add("table", TABLE, ShimParsers::nvidiaSmiTable);
    add("text", TEXT, ShimParsers::nvidiaSmiQ);
    add("pmon", PMON, ShimParsers::nvidiaSmiPmon);
    add("dmon", DMON, ShimParsers::nvidiaSmiDmon);
    add("list", LIST, ShimParsers::nvidiaSmiList);
    add("rocm-json", ROCM_JSON, ShimParsers::rocmSmiJson);
    add("rocm-table", ROCM_TABLE, ShimParsers::rocmSmiTable);
    add("amd-json", AMD_JSON, ShimParsers::amdSmiJson);
    add("amd-table", AMD_TABLE, ShimParsers::amdSmiTable);
    add("hl-csv", HL_CSV, bytes -> ShimParsers.hlSmiCsv(bytes, List.of()));
  }

  private ShimSamples() {}

  private static void add(String name, String text, Function<byte[], ShimReadings> parser) {
    ALL.put(name, new Sample(name, text, parser));
  }

  static List<Sample> all() {
    return List.copyOf(ALL.values());
  }

  static Sample of(String name) {
    return ALL.get(name);
  }
}
