// Chinese texts of the commands import to where: a line as in the command, below it its Chinese.
#include "chinese_help.hpp"

namespace libgrid::cli {

const std::string_view kChineseHelpIToZ = R"(
NAME=FILE: points (.csv with lon and lat, .geojson, .gpkg) of the workload NAME of the city file
  名称=文件：城市文件中该名称工作量的点（含 lon、lat 列的 .csv，.geojson、.gpkg）
fast, default or best (without it: as the city file says)
  fast、default 或 best（不给：按城市文件）
COLUMN=VALUE: the lowest level has as many zones as hold so much each (workload, reports, street_m, area_m2, workloads of the city file)
  列=值：最低一级的网格尽可能多，每个至少有这么多（workload、reports、street_m、area_m2、城市文件的工作量）
Lowest zones (codes or ids) of the newest published plan that stay as they are
  保持原样的最低级网格（最新发布方案中的代码或编号）
Blocks in no zone: block ids, or files of polygons (GeoJSON, GeoPackage, Shapefile)
  不划入任何网格的街区：街区编号，或面状文件（GeoJSON、GeoPackage、Shapefile）
No zone crosses the border of a district
  网格不跨越辖区边界
Also where workloads of zones are outside their band or limits
  即使网格的工作量超出允差或限值也发布
Instead of layers: a file of `libgrid index build --frame`, mapped
  代替图层：`libgrid index build --frame` 的文件，直接映射
EPSG code of the plane of the metres (default: the index's)
  长度所用平面坐标系的 EPSG 代码（默认：索引的）
A stretch along a border counts half on both sides (half), on one (south-east), whole on both (both)
  沿边界的一段两侧各计一半（half）、只计一侧（south-east）或两侧全计（both）
CSV: layer, code, metres
  CSV：图层、代码、米
CSV: line, layer, code, metres
  CSV：线、图层、代码、米
Layer of the file of lines (default: the first)
  线文件中的图层（默认：第一个）
Encoding of a Shapefile's table, e.g. GBK
  Shapefile 属性表的编码，如 GBK
Column of the streets: whole number of its own (way_no)
  道路的列：自有整数编号（way_no）
Column of the streets: name (name)
  道路的列：名称（name）
Column of the streets: class, for road_kinds of the city file (highway)
  道路的列：等级，供城市文件的 road_kinds 使用（highway）
Column of the streets: width in metres (width)
  道路的列：宽度，米（width）
Column of the streets: who may use it (access)
  道路的列：谁可通行（access）
Column of the streets: layer above (+) or below (-) ground (layer)
  道路的列：地上（+）或地下（-）的层（layer）
Column of the streets: is it a bridge (bridge)
  道路的列：是否桥梁（bridge）
Column of the streets: is it a tunnel (tunnel)
  道路的列：是否隧道（tunnel）
Read districts, streets and reports; or new reports alone
  读入辖区、道路与上报；或只读新的上报
Polygons (.gpkg, .geojson)
  面（.gpkg、.geojson）
Column with the name
  名称所在列
Lines (.gpkg, .geojson, .shp, .osm.pbf)
  线（.gpkg、.geojson、.shp、.osm.pbf）
Reports (.csv, .csv.gz, .gpkg)
  上报（.csv、.csv.gz、.gpkg）
Layer of a GeoPackage of reports (default: the city file's, else named like the file)
  上报 GeoPackage 的图层（默认：城市文件所写，否则与文件同名）
Of the reports: utf-8, utf-16, gb18030 (utf-8)
  上报表的编码：utf-8、utf-16、gb18030（utf-8）
Of the fields of a CSV: , ; | or tab (,)
  CSV 的字段分隔符：, ; | 或 tab（,）
Reports beside those that are there, not instead of them (without --districts and --streets)
  把上报加到已有的之外，而不是取代（不带 --districts 与 --streets）
Rivers, railways, walls (.gpkg, .geojson, .shp; .osm.pbf: by their tags), as `barriers` of the city file says
  河流、铁路、围墙（.gpkg、.geojson、.shp；.osm.pbf 按标签），按城市文件的 `barriers`
Layer (default: the first)
  图层（默认：第一个）
Build an index from polygon layers, write it, print its checksum
  由面图层建立索引，写出，并打印校验和
Index to write
  要写的索引
NAME=FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER][,where=COLUMN:VALUE] (.gpkg, .geojson, .shp); again for more layers
  名称=文件[,code=列][,rank=列][,layer=图层][,where=列:值]（.gpkg、.geojson、.shp）；可重复以加图层
EPSG code of a plane to decide in (default: the layers' degrees)
  判定所用平面的 EPSG 代码（默认：图层的经纬度）
Bytes that the index may take, about (default: 96 per unique edge)
  索引约可占用的字节数（默认：每条不同的边 96）
0: as many as the machine has
  0：用完本机全部线程
Check an index file, all of it, and say what it holds; exit 1 if it is not whole
  完整检查索引文件并说明其内容；不完整时退出码 1
Index
  索引文件
Polygon layers as one flat, checksummed file that `locate` and `lengths` map instead of the polygons
  把面图层存为一个带校验和的平面文件，`locate` 与 `lengths` 直接映射，代替面图层
Make a workspace from a city file
  由城市文件建立工作区
City file (JSON): frame, levels, posts, rules
  城市文件（JSON）：坐标系、层级、岗位、规则
Replace a workspace that is there, with everything in it
  取代已有的工作区及其全部内容
CSV of the city's own road classes (road_class, kind), instead of road_kinds of the city file
  城市自有道路等级的 CSV（road_class、kind），代替城市文件的 road_kinds
Which polygon of each layer holds each point of a table (CSV, GeoPackage; larger than memory)
  表中每个点在各图层的哪个面内（CSV、GeoPackage；可大于内存）
Points (.csv, .csv.gz, .gpkg)
  点（.csv、.csv.gz、.gpkg）
Table to write (CSV)
  要写的表（CSV）
Instead of layers: a file of `libgrid index build`, mapped
  代替图层：`libgrid index build` 的文件，直接映射
Frame of the points: EPSG:4326, EPSG:4547, GCJ-02, BD-09; never guessed
  点的坐标系：EPSG:4326、EPSG:4547、GCJ-02、BD-09；从不猜测
The two columns come as EPSG orders them (4326: latitude first; 4547: northing first)
  两列按 EPSG 规定的顺序（4326：先纬度；4547：先北向）
First column of a table without geometry (lon)
  无几何的表的第一列（lon）
Second column (lat)
  第二列（lat）
Layer of a GeoPackage (default: named like the file)
  GeoPackage 的图层（默认：与文件同名）
Of a CSV: utf-8, utf-16, gb18030 (utf-8)
  CSV 的编码：utf-8、utf-16、gb18030（utf-8）
On a border: lowest (rank, then code), south-east, or all (lowest)
  在边界上：lowest（先级别后代码）、south-east 或 all（lowest）
EPSG code of a plane to decide in (default: the layers' degrees, the index's frame)
  判定所用平面的 EPSG 代码（默认：图层的经纬度，或索引的坐标系）
Points farther outside, in sides of the layers' box, are refused
  离图层外框更远的点被拒绝，单位为外框边长
Do not look for overlaps and invalid rings in the layers
  不检查图层中的重叠与无效环
Refused rows with reason and cure (default: OUTPUT.rejects.csv)
  被拒绝的行及原因与改法（默认：OUTPUT.rejects.csv）
Which settled cases to visit again; back-test on the past
  哪些已办结案件应回头看；用历史回测
Day of the visits, YYYY-MM-DD (default: after the last opening)
  回头看的日期，YYYY-MM-DD（默认：最后上报之后）
Hours of all inspectors (look_back.hours of the city)
  全部核查人员的工时（默认：城市文件的 look_back.hours）
How many visits, at least 1, instead of hours
  回头看次数，至少 1，代替工时
Metres within which a visit checks all cases (city file: 50)
  一次回头看检查多少米内的全部案件（城市文件：50）
Share of the hours drawn at random, to learn from (city file: 0.1)
  随机抽取、用于学习的工时比例（城市文件：0.1）
Share of the hours by the areas' shares of the candidates (city file: 0)
  按各区候选案件占比分配的工时比例（城市文件：0）
Areas: district, zone (level 1), road, or area: districts, zones where there is one (area)
  各区指：district 辖区、zone 一级网格、road 道路类别，或 area：辖区，仅有一个辖区时为一级网格（area）
Inspectors, each with a route (city file: 1)
  核查人数，每人一条路线（城市文件：1）
Where the routes begin: lon,lat (default: the middle of the visits)
  路线起点：lon,lat（默认：各处中央）
Language of the output: zh or en (default: from the environment)
  输出语言：zh 或 en（默认：按环境变量）
List the published versions, or the one in force at a time
  列出已发布的版本，或某时有效的版本
YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, local
  YYYY-MM-DD 或 YYYY-MM-DDTHH:MM:SS，当地时间
LON,LAT: who answers there by each version listed
  经度,纬度：所列各版本中由谁负责该处
Which reports answer to another zone in the newest plan than when they came in
  哪些上报在最新方案中归另一网格，与上报时不同
List them; nothing is written (`libgrid assign` does it)
  只列出，不写入（写入用 `libgrid assign`）
By all rules of attribution.csv (duties, areas, decisions), not zones alone
  按 attribution.csv 的全部规则（路段责任、例外区域、人工决定），不只看网格
Publish the draft as the next plan version
  把草案发布为下一个方案版本
In force from (YYYY-MM-DD[THH:MM:SS], local)
  自何时起有效（YYYY-MM-DD[THH:MM:SS]，当地时间）
Also where nothing changed since the newest version
  与最新版本相同时也发布
Loads, connection, compactness and borders of the draft or a plan
  草案或方案的工作量、连通、紧凑度与边界
A published version (default: the draft)
  已发布的版本（默认：草案）
Folder for quality_levels.csv and quality_zones.csv
  写 quality_levels.csv 与 quality_zones.csv 的文件夹
Bring a published plan back into its bands under the workload of today: a draft with few moves
  按今天的工作量把已发布方案调回允差之内：改动很少的草案
A published version (default: the newest)
  已发布的版本（默认：最新）
Count cases opened from then on (YYYY-MM-DD[THH:MM:SS])
  只计此后上报的案件（YYYY-MM-DD[THH:MM:SS]）
Count cases opened before (YYYY-MM-DD[THH:MM:SS])
  只计此前上报的案件
Band of the lowest zones around the mean, e.g. 0.08 (default: as the city file says)
  最低层网格相对平均的允差，如 0.08（默认：按城市文件）
Zones (codes or ids) that neither give nor take
  既不给出也不接收的网格（代码或编号）
Folder for rebalance_moves.csv and rebalance_transfers.csv
  写 rebalance_moves.csv 与 rebalance_transfers.csv 的文件夹
Print the moves as JSON
  以 JSON 输出移动
Join blocks or zones into connected regions that are alike in given columns
  把给定列上相近的街区或网格连成连通区域
workload, reports, street_m, area_m2, workloads of the city file, columns of --table
  workload、reports、street_m、area_m2、城市文件的工作量、--table 的列
number of regions
  区域数
Number of regions
  区域的个数
COLUMN=VALUE: as many regions as hold so much of a column each
  列=值：每个区域各列至少有这么多，区域尽可能多
Zones of this level of the draft (default: blocks)
  草案此层的网格（默认：街区）
CSV: block id or zone code, then columns of numbers
  CSV：街区编号或网格代码，其后为数值列
Columns as they are, not scaled to the same deviation
  列取原值，不按标准差缩放
Folder for regions.csv and regions.geojson
  写 regions.csv 与 regions.geojson 的文件夹
Write the report: one self-contained HTML file with map and charts
  写报告：一个自含的 HTML 文件，有地图与图表
Where to write report.html
  report.html 写到哪里
Road metres by sector, zone and kind of road, as CSV on the standard output; with --lines: metres of any lines in any polygons
  按条线、网格与道路级别的道路米数，CSV 写到标准输出；用 --lines：任意线在任意面内的米数
Every street instead, with its kind and the reason
  改为逐条道路，附级别与理由
Lines (.gpkg, .shp, .geojson, .osm.pbf)
  线（.gpkg、.shp、.geojson、.osm.pbf）
Write one A4 page per post (责任清单): map, streets, posts
  每个岗位写一张 A4（责任清单）：地图、道路、岗位
Where to write index.html and a page for every zone
  index.html 与每个网格的页写到哪里
CSV of places: name, class, lon, lat
  地点 CSV：name、class、lon、lat
Column with the id (osm_id, id, way_no)
  编号列（osm_id、id、way_no）
Column with a name, the main one first; may be repeated (name, 路名 ...)
  名称列，主名在先；可重复（name、路名等）
Column with the class (highway, class, 等级 ...)
  等级列（highway、class、等级等）
Column: is it one-way (oneway)
  列：是否单行（oneway）
Column with the number of lanes (lanes)
  车道数列（lanes）
Column with the width in metres (width)
  宽度列，米（width）
Column: who may use it (access)
  列：谁可通行（access）
Column: is it a bridge (bridge)
  列：是否桥梁（bridge）
Column: is it a tunnel (tunnel)
  列：是否隧道（tunnel）
Column: layer above (+) or below (-) ground (layer)
  列：地上（+）或地下（-）的层（layer）
Look at a street layer: segments, kinds, what is wrong with it; --out writes them
  查看道路图层：路段、级别、有何问题；用 --out 写出
Street layer (.osm.pbf, .gpkg, .shp, .geojson)
  道路图层（.osm.pbf、.gpkg、.shp、.geojson）
Plane frame of the lengths, e.g. 4547
  长度所用平面坐标系，如 4547
City file: its frame, road_kinds and back_lanes are taken
  城市文件：取其坐标系、road_kinds 与 back_lanes
Layer in the file (default: the first)
  文件中的图层（默认：第一个）
CSV of the city's own classes: road_class, kind (main_road, secondary, branch, back_lane)
  城市自有等级的 CSV：road_class、kind（main_road、secondary、branch、back_lane）
Folder for roads.gpkg, segments.csv and findings.csv with measures, kinds and reasons
  写 roads.gpkg、segments.csv 与 findings.csv 的文件夹，有量度、级别与理由
Serve the map of a workspace on 127.0.0.1
  在 127.0.0.1 上提供工作区的地图
Port, or the next free one
  端口，被占用时用下一个空闲的
Folder of the built map page
  已构建的地图页面文件夹
bias.geojson of `analyse ... bias`: its layers on the map
  `analyse ... bias` 的 bias.geojson：其图层显示在地图上
Threads that answer requests
  应答请求的线程数
Cut the blocks into balanced zones (a draft)
  把街区划分成均衡的网格（草案）
fast, standard or best; default: as the city file says
  fast、standard 或 best；默认：按城市文件
Cut streets at zone borders: who answers for which metre
  在网格边界切开道路：谁负责哪一米
CSV: street X from A to B, side, belongs to unit U (路长制)
  CSV：某街从 A 到 B、哪一侧、归某单位（路长制）
With --register: GeoJSON of rivers and railways, as ends A and B
  与 --register 合用：河流、铁路的 GeoJSON，可作起点、止点
GeoPackage to write: strips from building line to kerb or centre line (门前三包)
  要写的 GeoPackage：建筑线到路缘或中心线的条带（门前三包）
Footprints for --frontage; without them a setback by class (our default widths, without a source)
  --frontage 所用的建筑轮廓；没有时按等级退界（我们的默认宽度，无出处）
Draw blocks from districts and streets
  由辖区与道路划出街区
Give every report its zone
  给每个上报定网格
CSV to write: who answers for each report by which rule, as attribution.csv of an export
  要写的 CSV：每条上报由谁负责、依据哪条规则，与导出的 attribution.csv 相同
Find significant clusters per category
  按类别找显著聚集
Measure how often settled cases come back
  量已办结案件多常反弹
Cut communities into unit grids of one area (万米单元网格)
  把社区划成同面积的单元网格（万米单元网格）
Communities (.gpkg, .geojson, .shp)
  社区（.gpkg、.geojson、.shp）
Unit grids to write (GeoJSON)
  要写的单元网格（GeoJSON）
Column with the community's code
  社区代码所在列
EPSG code of the plane (default: UTM)
  平面的 EPSG 代码（默认：UTM）
square or hexagon
  square 方格或 hexagon 六边形
Area of a cell in m2
  一格的面积，平方米
Digits of the codes: 14, 15, 16, 20, or the name of a row of --code-profiles
  编码位数：14、15、16、20，或 --code-profiles 中的行名
Table of code profiles of your own, with the columns of data/tables/unit_code_profiles.csv
  自备的编码规则表，列同 data/tables/unit_code_profiles.csv
Table of codes given before (code, state: in_use or void, reason): none is given again; OUTPUT.codes.csv adds the new ones
  已有编码表（code、state：in_use 在用或 void 作废、reason）：一律不再分配；OUTPUT.codes.csv 另加新编码
Find where a text says something is (五一路八一路口; Main St & 3rd Ave)
  找出文字所说的地点（五一路八一路口；Main St & 3rd Ave）
The text
  要找的文字
A table instead of one text
  代替单条文字：一张表
Its column with the texts (street)
  文字所在列（street）
The street of every report of the city, with side and distance
  城市每个上报的道路，附侧别与距离
The table to write (where.csv, report_streets.csv)
  要写的表（where.csv、report_streets.csv）
With --file: points, stretches and areas as GeoJSON too
  与 --file 同用：点、路段与面另写 GeoJSON
Places: CSV (name, class, lon, lat) or GeoJSON points
  地点：CSV（name、class、lon、lat）或 GeoJSON 点
CSV of house numbers: street, left_from, left_to, right_from, right_to, line
  门牌 CSV：street、left_from、left_to、right_from、right_to、line
GeoJSON of named points (villages, gates, parks) and lines (rivers, railways)
  有名称的点（村、桥头、公园）与线（河流、铁路）的 GeoJSON
CSV of other names: alias, street
  别名 CSV：alias、street
List the reports that answer to another zone in the newest plan than when they came in, then move them
  列出在最新方案中改归另一网格的上报，然后改派
List them; nothing is written
  只列出，不写入
)";

}  // namespace libgrid::cli
